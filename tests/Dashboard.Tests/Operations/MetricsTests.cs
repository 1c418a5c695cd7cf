using System.Globalization;
using System.Net;
using Xunit;

namespace Tongbi.Dashboard.Tests.Operations;

/// <summary><c>/metrics</c> as Prometheus scrapes it.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class MetricsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_TellOfLedgerSourcesAlertsAndOutbox_AsTheyAreNow()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);
        string before = await server.Admin.GetStringAsync("/metrics", Cancel);
        Assert.Equal(0, Value(before, "tongbi_ledger_version"));
        Assert.Equal(1, Value(before, """tongbi_source_state{source="dispatch110",state="never"}"""));

        await server.PostEventsAsync(
            ["""{"source":"dispatch110","id":"a1","metric":"incident","unit":"PS01","occurredAt":"2026-03-01T08:00:00+08:00"}""", """{"source":"dispatch110","id":"a2","metric":"incident","unit":"NOWHERE","occurredAt":"2026-03-01T08:00:00+08:00"}"""],
            Cancel);
        string after = await server.Admin.GetStringAsync("/metrics", Cancel);

        Assert.Equal(1, Value(after, "tongbi_ledger_version"));
        Assert.Equal(1, Value(after, """tongbi_source_accepted_total{source="dispatch110"}"""));
        Assert.Equal(1, Value(after, """tongbi_source_rejected_total{source="dispatch110"}"""));
        Assert.Equal(0, Value(after, """tongbi_source_state{source="dispatch110",state="never"}"""));
        Assert.Equal(0, Value(after, """tongbi_alerts{severity="red",state="firing"}"""));
        Assert.Equal(0, Value(after, "tongbi_outbox_waiting"));
        Assert.Equal(1, Value(after, "tongbi_ready"));
        Assert.Contains("http_server_request_duration", after, StringComparison.Ordinal);
        Assert.Contains("dotnet_gc", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_WithoutCredentials_AreRefused()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Anonymous.GetAsync("/metrics", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Ingest.GetAsync("/metrics", Cancel)).StatusCode);
    }

    /// <summary>The value of a sample, whatever else the exporter puts among its labels.</summary>
    private static double Value(string text, string sample)
    {
        string name = sample.Split('{')[0];
        string[] labels = sample.Contains('{', StringComparison.Ordinal) ? sample.Split('{')[1].TrimEnd('}').Split(',') : [];
        string line = Assert.Single(
            text.Split('\n'),
            line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ' && labels.All(label => line.Contains(label, StringComparison.Ordinal)));
        return double.Parse(line[(line.LastIndexOf('}') is >= 0 and int end ? end + 1 : name.Length)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
