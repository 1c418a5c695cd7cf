using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Tests.Counts;
using Xunit;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>Stands for the Tongbi above: counts the figures it is sent into a cube of its own, and looks at every field of them.</summary>
internal sealed class UpperLevel(CubeFixture upper) : HttpMessageHandler
{
    private static readonly string[] Allowed = ["source", "metric", "category", "unit", "period", "count", "revision", "withdrawn"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("/api/v1/counts", request.RequestUri?.AbsolutePath);
        Assert.Equal("Bearer k", request.Headers.Authorization?.ToString());
        Stream body = await request.Content!.ReadAsStreamAsync(cancellationToken); // not null: a request with figures has a body
        await using GZipStream gzip = new(body, CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        List<FigureRecord> figures = [];
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            figures.Add(Read(JsonDocument.Parse(line).RootElement));
        }

        await upper.CommitAsync([], [.. figures]);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"received":{{figures.Count}},"rejected":[],"version":{{upper.Ledger.Version}}}""") };
    }

    private FigureRecord Read(JsonElement figure)
    {
        Assert.All(figure.EnumerateObject(), field => Assert.Contains(field.Name, Allowed));
        string period = Text("period");
        Assert.True(PeriodText.TryParse(Encoding.UTF8.GetBytes(period), upper.Catalogue.Calendar, out BucketGrain grain, out long start), period);
        int series = upper.Series(Text("source"), Text("metric"), Text("category"), Text("unit"));
        bool withdrawn = figure.TryGetProperty("withdrawn", out JsonElement gone) && gone.GetBoolean();
        Assert.NotEqual(withdrawn, figure.TryGetProperty("count", out JsonElement count));
        return new FigureRecord(start, withdrawn ? 0 : count.GetInt64(), figure.GetProperty("revision").GetInt64(), series, grain, withdrawn);

        string Text(string field) => figure.GetProperty(field).GetString()!; // not null: checked by the field's kind
    }
}
