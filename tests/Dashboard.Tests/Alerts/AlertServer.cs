using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Tongbi.Dashboard.Tests.Live;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>The small county with rules of the test's own, at ten in the morning; its clock runs.</summary>
internal sealed class AlertServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder config = new();
    private readonly TemporaryFolder data = new();
    private TongbiServer? server;

    public static Instant Morning { get; } = OffsetDateTimePattern.Rfc3339.Parse("2026-03-10T10:00:00+08:00").Value.ToInstant();

    public TongbiServer Server => server ?? throw new InvalidOperationException("The server was not started.");

    public string RulesFile => Path.Combine(config.Path, "rules", "some.yaml");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AlertServer> StartAsync(string rules, string? notify = null)
    {
        AlertServer alerts = new();
        File.Copy(Path.Combine(TongbiServer.County, "catalog.yaml"), alerts.config.File("catalog.yaml"));
        Directory.CreateDirectory(alerts.config.File("rules"));
        await File.WriteAllTextAsync(alerts.RulesFile, rules, Cancel);
        if (notify is not null)
        {
            await File.WriteAllTextAsync(alerts.config.File("notify.yaml"), notify, Cancel);
        }

        await alerts.StartAgainAsync(Morning);
        return alerts;
    }

    /// <summary>Starts the server, again if it ran, with its clock at a moment.</summary>
    public async Task StartAgainAsync(Instant at)
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        server = await TongbiServer.StartAsync(Cancel, config.Path, data.Path, new RunningClock(at));
    }

    /// <summary>Sends events of one unit at a local time; ids are a prefix and a number.</summary>
    public Task<JsonElement> SendAsync(string prefix, int count, string unit = "PS01", string at = "2026-03-10T09:15:00+08:00", int revision = 0, bool withdrawn = false, string category = "admin/gambling") =>
        Server.PostEventsAsync(
            Enumerable.Range(0, count).Select(number => string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"source":"dispatch110","id":"{{prefix}}{{number}}","metric":"incident","category":"{{category}}","unit":"{{unit}}","occurredAt":"{{at}}","revision":{{revision}},"withdrawn":{{(withdrawn ? "true" : "false")}}}""")),
            Cancel);

    /// <summary>Alerts as the API lists them.</summary>
    public async Task<JsonElement[]> AlertsAsync(string query = "") =>
        [.. (await Server.Admin.GetJsonAsync("/api/v1/alerts" + query)).GetProperty("items").EnumerateArray()];

    /// <summary>Waits until the list is as wanted, and gives it.</summary>
    public async Task<JsonElement[]> WaitAsync(string query, Func<JsonElement[], bool> isThere)
    {
        JsonElement[] seen = [];
        await Eventually.TrueAsync(
            async () => isThere(seen = await AlertsAsync(query)),
            Limit,
            () => $"{query}: {string.Join('\n', seen)}",
            Cancel);
        return seen;
    }

    /// <summary>A file or folder in the data directory.</summary>
    public string InData(string name) => data.File(name);

    /// <summary>Posts an act and gives the answer.</summary>
    public Task<HttpResponseMessage> ActAsync(string id, string act, object body) => Server.Admin.PostAsJsonAsync($"/api/v1/alerts/{id}/{act}", body, Cancel);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        config.Dispose();
        data.Dispose();
    }
}
