using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>One long request: a whole city's year in one stream.</summary>
public sealed class BulkIngestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MillionEvents_InOneStream_AreCountedInBoundedMemory()
    {
        const int Events = 1_000_000;
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        using GeneratedContent content = new(Events);
        using HttpResponseMessage answer = await tongbi.Ingest.PostAsync("/api/v1/events", content, Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        JsonElement result = JsonDocument.Parse(text).RootElement;
        Assert.Equal(Events, result.GetProperty("inserted").GetInt64());
        Assert.Equal(Events, await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel));

        // The unpacked body alone is about 150 MB; records in flight, caches and the runtime together stay below this ceiling.
        Assert.InRange(tongbi.PeakMemory(), 1, 900L * 1024 * 1024);
    }

    [Theory]
    [InlineData("application/json", """[{"source":"dispatch110","id":"1","unit":"PS01","occurredAt":"2019-05-01T10:00:00+08:00"},{"source":""")]
    [InlineData("application/json", """{"source":"dispatch110"}""")]
    [InlineData("text/csv", "source,id,unit,when\ndispatch110,1,PS01,2019-05-01T10:00:00+08:00\n")]
    public async Task Body_ThatCannotBeRead_ChangesNothing(string type, string body)
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        using StringContent content = new(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using HttpResponseMessage answer = await tongbi.Ingest.PostAsync("/api/v1/events", content, Cancel);
        await AssertNothingAsync(tongbi, answer);
    }

    [Fact]
    public async Task Body_WithDamagedCompressionAtItsEnd_ChangesNothing()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        byte[] packed = Gzip(SomeEvents.Body(Enumerable.Range(0, 20_000)));
        packed[^6] ^= 0xFF;
        using ByteArrayContent content = new(packed);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage answer = await tongbi.Ingest.PostAsync("/api/v1/events", content, Cancel);
        await AssertNothingAsync(tongbi, answer);
    }

    [Fact]
    public async Task Body_WithBytesThatAreNotUtf8AtItsEnd_ChangesNothing()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        byte[] body = [.. Encoding.UTF8.GetBytes(SomeEvents.Body(Enumerable.Range(0, 20_000))), (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'\n'];
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using HttpResponseMessage answer = await tongbi.Ingest.PostAsync("/api/v1/events", content, Cancel);
        JsonElement problem = await AssertNothingAsync(tongbi, answer);
        Assert.Equal(20_001, problem.GetProperty("line").GetInt64());
    }

    private static async Task<JsonElement> AssertNothingAsync(TongbiProcess tongbi, HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        JsonElement problem = JsonDocument.Parse(text).RootElement.Clone();
        Assert.True(problem.TryGetProperty("code", out _), text);
        Assert.Null(await SomeEvents.CountAsync(tongbi.Admin, "metric=incident&period=2019", Cancel));
        return problem;
    }

    private static byte[] Gzip(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    /// <summary>Writes generated events as they are sent, so that the test itself holds none of them.</summary>
    private sealed class GeneratedContent : HttpContent
    {
        private readonly int events;

        public GeneratedContent(int events)
        {
            this.events = events;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            Headers.ContentEncoding.Add("gzip");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await using GZipStream gzip = new(stream, CompressionLevel.Fastest, leaveOpen: true);
            await using StreamWriter writer = new(gzip, new UTF8Encoding(false), 65_536);
            for (int number = 0; number < events; number++)
            {
                await writer.WriteAsync(SomeEvents.Line(number));
                await writer.WriteAsync('\n');
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
