using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tongbi.Collector.Ledger;
using Xunit;

namespace Tongbi.Dashboard.Tests.Ingest;

public sealed class IngestEndpointTests : IAsyncLifetime
{
    private const string Event = """{"source":"dispatch110","id":"A1","unit":"PS01","occurredAt":"2026-01-31T08:00:00+08:00"}""";

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_GoodAndBad_AreAnsweredAsTheContractSays()
    {
        string body = $"{Event}\n{Event}\n{Event.Replace("PS01", "PS99", StringComparison.Ordinal)}\n";

        using HttpResponseMessage answer = await PostAsync(Text(body, "application/x-ndjson"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """{"received":3,"inserted":1,"revised":0,"withdrawn":0,"duplicate":1,"stale":0,"held":0,"rejected":[{"index":2,"code":"unknown_unit","field":"unit","message":"unit is not in the catalogue; GET /api/v1/catalog lists the unit codes."}],"version":1}""",
            await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Counts_AreTakenAtTheirOwnAddress()
    {
        using HttpResponseMessage answer = await PostAsync(Text("""[{"source":"mediation","unit":"PS01","period":"2025-06","count":7}]""", "application/json"), "/api/v1/counts");

        Assert.Equal(1, (await JsonAsync(answer)).GetProperty("inserted").GetInt64());
    }

    [Theory]
    [InlineData("application/json", "gzip", true)]
    [InlineData("APPLICATION/JSON; charset=utf-8", "br", true)]
    [InlineData("application/json; charset=\"UTF-8\"", "identity", true)]
    [InlineData("application/json; charset=gb18030", null, false)]
    [InlineData("text/plain", null, false)]
    [InlineData("application/x-www-form-urlencoded", null, false)]
    [InlineData(null, null, false)]
    [InlineData("application/json", "deflate", false)]
    [InlineData("application/json", "gzip, gzip", false)]
    public async Task Body_OfAnUnsupportedKind_Is415NamingTheSupportedOnes(string? type, string? encoding, bool isSupported)
    {
        ByteArrayContent content = new(Pack($"[{Event}]", encoding));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        using HttpResponseMessage answer = await PostAsync(content);

        Assert.Equal(isSupported ? HttpStatusCode.OK : HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        if (!isSupported)
        {
            JsonElement problem = await ProblemAsync(answer, "unsupported_media_type");
            Assert.Contains(encoding is null ? "application/x-ndjson, application/json or text/csv" : "gzip, br", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Body_Unreadable_Is400WithLineAndColumnAndChangesNothing()
    {
        using HttpResponseMessage answer = await PostAsync(Text($"[{Event},\n  oops]", "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonElement problem = await ProblemAsync(answer, "bad_body");
        Assert.Equal((2, 3), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
        Assert.Equal(0, server.Ledger.Version);
        Assert.Equal("bad_body", Assert.Single(await server.Ledger.ReadRefusalsAsync(10, Token)).Code);
    }

    [Fact]
    public async Task Caller_WithoutScope_IsTurnedAway()
    {
        server.Client.DefaultRequestHeaders.Remove("X-Scopes");
        using HttpResponseMessage nobody = await PostAsync(Text(Event, "application/x-ndjson"));
        server.Client.DefaultRequestHeaders.Add("X-Scopes", "read:*");
        using HttpResponseMessage reader = await PostAsync(Text(Event, "application/x-ndjson"));
        server.Client.DefaultRequestHeaders.Remove("X-Scopes");
        server.Client.DefaultRequestHeaders.Add("X-Scopes", "ingest:mediation");
        using HttpResponseMessage other = await PostAsync(Text(Event, "application/x-ndjson"));

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, reader.StatusCode);
        await ProblemAsync(reader, "forbidden");
        Assert.Equal("forbidden_source", (await JsonAsync(other)).GetProperty("rejected")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_OverTheLimits_Is413(bool isChunked)
    {
        await using IngestServer small = await IngestServer.StartAsync(limits => (limits.MaxWireBytes, limits.MaxUnpackedBytes) = (2_000, 100_000));
        HttpContent large = isChunked ? new StreamContent(new UnknownLength(Encoding.UTF8.GetBytes(new string(' ', 20_000)))) : new ByteArrayContent(new byte[20_000]);
        large.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using HttpResponseMessage onTheWire = await small.Client.PostAsync("/api/v1/events", large, Token);
        ByteArrayContent bomb = new(Pack(new string(' ', 1_000_000), "gzip"));
        bomb.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        bomb.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage unpacked = await small.Client.PostAsync("/api/v1/events", bomb, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, onTheWire.StatusCode);
        await ProblemAsync(onTheWire, "too_large");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, unpacked.StatusCode);
        await ProblemAsync(unpacked, "too_large");
    }

    [Fact]
    public async Task Request_BeyondTheQueue_Is503WithRetryAfter()
    {
        await using IngestServer narrow = await IngestServer.StartAsync(limits => (limits.MaxConcurrent, limits.MaxWaiting) = (1, 0));
        using HeldContent held = new(Event + "\n");
        Task<HttpResponseMessage> first = SendHeldAsync(narrow, held, Token);
        await held.Begun;

        using HttpResponseMessage refused = await narrow.Client.PostAsync("/api/v1/events", Text(Event, "application/x-ndjson"), Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        await ProblemAsync(refused, "overloaded");
        held.Release();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    [Fact]
    public async Task SameBatch_FromEightConnectionsAtOnce_CountsOnce()
    {
        string body = string.Concat(Enumerable.Range(0, 2_000).Select(number => Event.Replace("A1", "A" + number, StringComparison.Ordinal) + "\n"));

        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await JsonAsync(await PostAsync(Text(body, "application/x-ndjson")))));

        Assert.Equal(2_000, answers.Sum(answer => answer.GetProperty("inserted").GetInt64()));
        Assert.Equal(14_000, answers.Sum(answer => answer.GetProperty("duplicate").GetInt64()));
        long counted = 0;
        await foreach (ChangeSet changes in server.Ledger.ReadChangesAsync(0, Token))
        {
            counted += changes.Changes.Sum(change => change.Delta);
        }

        Assert.Equal(2_000, counted);
    }

    [Fact]
    public async Task Sender_WithTooManyWaiting_Is429WhileAnotherIsServed()
    {
        await using IngestServer narrow = await IngestServer.StartAsync(limits => (limits.MaxConcurrent, limits.MaxWaitingPerSender) = (2, 0));
        using HeldContent held = new(Event + "\n");
        Task<HttpResponseMessage> first = SendHeldAsync(narrow, held, Token);
        await held.Begun;

        using HttpResponseMessage refused = await narrow.Client.PostAsync("/api/v1/events", Text(Event, "application/x-ndjson"), Token);
        using HttpRequestMessage another = new(HttpMethod.Post, "/api/v1/events") { Content = Text(Event, "application/x-ndjson") };
        another.Headers.Add("X-Actor", "key:other");
        using HttpResponseMessage served = await narrow.Client.SendAsync(another, Token);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        await ProblemAsync(refused, "too_many_requests");
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        held.Release();
        using HttpResponseMessage late = await first;
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
    }

    [Fact]
    public async Task Sender_WhoGoesAwayInTheMiddle_ChangesNothing()
    {
        using HeldContent held = new(Event + "\n");
        using CancellationTokenSource gone = new();
        Task<HttpResponseMessage> request = SendHeldAsync(server, held, gone.Token);
        await held.Begun;
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        held.Release();

        using HttpResponseMessage later = await PostAsync(Text(Event, "application/x-ndjson"));

        Assert.Equal((1, 1), ((await JsonAsync(later)).GetProperty("inserted").GetInt32(), (int)server.Ledger.Version));
    }

    public async ValueTask InitializeAsync() => server = await IngestServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private IngestServer server = null!; // set by InitializeAsync before any test

    private static StringContent Text(string body, string type) => new(body, Encoding.UTF8, type);

    private static byte[] Pack(string text, string? encoding)
    {
        using MemoryStream packed = new();
        using (Stream packer = encoding switch { "gzip" => new GZipStream(packed, CompressionLevel.Optimal), "br" => new BrotliStream(packed, CompressionLevel.Optimal), _ => new BufferedStream(packed) })
        {
            packer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private Task<HttpResponseMessage> PostAsync(HttpContent content, string path = "/api/v1/events") => server.Client.PostAsync(path, content, Token);

    // The server asks for the body only when the request has its turn: once the body has begun, the turn is taken.
    private static Task<HttpResponseMessage> SendHeldAsync(IngestServer server, HeldContent held, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/events") { Content = held };
        request.Headers.ExpectContinue = true;
        return server.Client.SendAsync(request, cancellationToken);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, string code)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await JsonAsync(answer);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem;
    }

    /// <summary>A body of which the end is held back.</summary>
    private sealed class HeldContent : HttpContent
    {
        public HeldContent(string beginning)
        {
            this.beginning = Encoding.UTF8.GetBytes(beginning);
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        public Task Begun => begun.Task;

        public void Release() => released.TrySetResult();

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(beginning, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            begun.TrySetResult();
            await released.Task.WaitAsync(cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private readonly byte[] beginning;
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
