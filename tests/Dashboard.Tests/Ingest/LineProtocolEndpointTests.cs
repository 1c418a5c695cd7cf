using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Ingest;
using Xunit;

namespace Tongbi.Dashboard.Tests.Ingest;

/// <summary>The line-protocol addresses of the real program, spoken to as InfluxDB's clients do.</summary>
public sealed class LineProtocolEndpointTests : IAsyncLifetime
{
    // 2026-01-31T08:00:00+08:00
    private const string Event = "incident,source=dispatch110,category=admin/gambling,unit=PS01 id=\"A1\" 1769817600000000000";

    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-01T00:00:00Z", CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/write?db=x&rp=autogen&consistency=any")]
    [InlineData("/api/v2/write?org=o&orgID=1&bucket=b")]
    public async Task Lines_AllStored_Are204AndCounted(string address)
    {
        using HttpResponseMessage answer = await PostAsync(address, $"{Event}\nincident,source=dispatch110,unit=PS02,grain=year count=5 1577836800000000000\n");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(1, await CountAsync("metric=incident&period=2026-01&category=admin/gambling"));
        Assert.Equal(5, await CountAsync("metric=incident&period=2020"));
    }

    [Fact]
    public async Task Lines_SomeRefused_AreToldAsVersionOneDoes()
    {
        using HttpResponseMessage answer = await PostAsync("/write?db=x", $"# figures\n{Event}\n{Event.Replace("PS01", "PS99", StringComparison.Ordinal)}\nnonsense\n");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """{"error":"partial write: line 3: unknown_unit: unit is not in the catalogue; GET /api/v1/catalog lists the unit codes. line 4: bad_line: The line is not line protocol; send measurement,tag=value field=value timestamp, and escape spaces, commas and equals signs in names and tags. 1 of 3 records were stored; dropped=2"}""",
            await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(1, await CountAsync("metric=incident&period=2026-01"));
    }

    [Fact]
    public async Task Lines_SomeRefused_AreToldAsVersionTwoDoes()
    {
        string body = string.Concat(Enumerable.Range(0, 9).Select(number => Event.Replace("id=", $"name{number}=\"张三\",id=", StringComparison.Ordinal) + "\n"));
        using HttpResponseMessage answer = await PostAsync("/api/v2/write", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonElement told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal(["code", "message"], told.EnumerateObject().Select(member => member.Name));
        Assert.Equal("invalid", told.GetProperty("code").GetString());
        string message = told.GetProperty("message").GetString()!;
        Assert.StartsWith("partial write: line 1: unknown_field: ", message, StringComparison.Ordinal);
        Assert.Contains("(name4)", message, StringComparison.Ordinal);
        Assert.DoesNotContain("name5", message, StringComparison.Ordinal);
        Assert.DoesNotContain("张三", message, StringComparison.Ordinal);
        Assert.EndsWith("And 4 more. 0 of 9 records were stored", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_OfTheSourcesOwnCodes_AreLookedUp_AndWhatIsNotMappedYetIsKept()
    {
        using Testing.TemporaryFolder config = new();
        File.Copy(Path.Combine(TongbiServer.County, "catalog.yaml"), config.File("catalog.yaml"));
        await File.WriteAllTextAsync(config.File("codes.yaml"), "sources: { dispatch110: { units: { \"3301\": PS01 } } }\n", Cancel);
        await using TongbiServer mapped = await TongbiServer.StartAsync(Cancel, config: config.Path, time: new FakeTimeProvider(Now));
        using StringContent body = new($"{Event.Replace("PS01", "3301", StringComparison.Ordinal)}\n{Event.Replace("PS01", "3302", StringComparison.Ordinal).Replace("A1", "A2", StringComparison.Ordinal)}\n");
        using HttpResponseMessage answer = await mapped.Ingest.PostAsync("/write", body, Cancel);

        string told = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.StartsWith("""{"error":"partial write: line 2: unknown_unit: """, told, StringComparison.Ordinal);
        Assert.EndsWith("1 of 2 records were stored, 1 are kept until their codes are mapped; dropped=1\"}", told, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single((await mapped.Admin.GetJsonAsync("/api/v1/statistics?metric=incident&period=2026-01&unit=PS01")).GetProperty("items").EnumerateArray()).GetProperty("value").GetInt64());
    }

    [Theory]
    [InlineData("s", "1769817600", HttpStatusCode.NoContent)]
    [InlineData("h", "491616", HttpStatusCode.NoContent)]
    [InlineData("%C2%B5", "1769817600000000", HttpStatusCode.NoContent)]
    [InlineData("d", "1769817600", HttpStatusCode.BadRequest)]
    [InlineData("ms", "1769817600", HttpStatusCode.BadRequest)]
    public async Task Precision_IsTaken(string precision, string timestamp, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await PostAsync("/write?precision=" + precision, Event.Replace("1769817600000000000", timestamp, StringComparison.Ordinal));

        Assert.Equal(expected, answer.StatusCode);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(precision == "ms", text.Contains("Timestamps were read as milliseconds", StringComparison.Ordinal));
        Assert.Equal(precision == "d", text.Contains("precision is not one of n, ns", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_Packed_IsUnpacked_AndADamagedOneChangesNothing()
    {
        byte[] packed = Pack(Event);
        using HttpResponseMessage good = await PostAsync("/write", packed, "gzip");
        packed[^6] ^= 0xFF;
        using HttpResponseMessage damaged = await PostAsync("/api/v2/write", packed, "gzip");
        using HttpResponseMessage unknown = await PostAsync("/write", packed, "zstd");

        Assert.Equal(HttpStatusCode.NoContent, good.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, damaged.StatusCode);
        JsonElement told = JsonDocument.Parse(await damaged.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal("invalid", told.GetProperty("code").GetString());
        Assert.StartsWith("unable to parse line 1, column ", told.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Nothing was stored.", told.GetProperty("message").GetString(), StringComparison.Ordinal);
        JsonElement problem = await unknown.AssertProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("error").GetString());
        Assert.Equal(1, await CountAsync("metric=incident&period=2026-01"));
    }

    [Fact]
    public async Task Body_OverTheLimit_Is413InTheDialect()
    {
        long most = Server.Services.GetRequiredService<IOptions<IngestLimits>>().Value.MaxWireBytes;
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v2/write") { Content = new ByteArrayContent(new byte[most + 1]) };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage answer = await Server.Ingest.SendAsync(request, Cancel);

        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too_large");
        Assert.Equal(problem.GetProperty("detail").GetString(), problem.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Key_InEveryWayOfInfluxDb_IsTaken()
    {
        string key = Server.FirstRun.GetProperty("ingestKey").GetString()!;
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("anyone:" + key));
        (string Address, AuthenticationHeaderValue? Header, HttpStatusCode Expected)[] ways =
        [
            ("/api/v2/write", new("Token", key), HttpStatusCode.NoContent),
            ("/write", new("Basic", basic), HttpStatusCode.NoContent),
            ("/write?u=anyone&p=" + key, null, HttpStatusCode.NoContent),
            ("/write?u=anyone&p=wrong", null, HttpStatusCode.Unauthorized),
            ("/write?u=anyone&p=", null, HttpStatusCode.Unauthorized),
            ("/write", null, HttpStatusCode.Unauthorized),

            // Only where InfluxDB's version 1 has it: keys do not belong into addresses.
            ("/api/v2/write?p=" + key, null, HttpStatusCode.Unauthorized),
            ("/api/v1/events?p=" + key, null, HttpStatusCode.Unauthorized),
        ];
        foreach ((string address, AuthenticationHeaderValue? header, HttpStatusCode expected) in ways)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new StringContent(Event) };
            request.Headers.Authorization = header;
            request.Headers.Accept.ParseAdd("text/html");
            using HttpResponseMessage answer = await Server.Anonymous.SendAsync(request, Cancel);
            Assert.True(answer.StatusCode == expected, $"{address} {header?.Scheme}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Key_WithoutTheScope_IsForbidden_AndOneOfAnotherSourceFeedsNothing()
    {
        using HttpClient reader = await Server.ClientWithScopesAsync(Cancel, "read:*");
        using HttpClient other = await Server.ClientWithScopesAsync(Cancel, "ingest:casework");
        using HttpResponseMessage forbidden = await reader.PostAsync("/write", new StringContent(Event), Cancel);
        using HttpResponseMessage refused = await other.PostAsync("/write", new StringContent(Event), Cancel);

        await forbidden.AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("line 1: forbidden_source: ", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_InAnAddress_IsInNoLog()
    {
        const string secret = "a-password-in-an-address";
        using HttpResponseMessage refused = await Server.Anonymous.PostAsync("/write?u=x&p=" + secret, new StringContent(Event), Cancel);
        using HttpResponseMessage broken = await Server.Ingest.PostAsync("/write?u=x&p=" + secret, new ByteArrayContent([0xC3, 0x28]), Cancel);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest), (refused.StatusCode, broken.StatusCode));

        string data = Server.Data;
        await using (TongbiServer stopped = Server)
        {
            server = null;
        }

        string[] logs = Directory.GetFiles(Path.Combine(folder.Path, "logs"));
        Assert.NotEmpty(logs);
        Assert.Equal(folder.Path, data);
        Assert.All(logs, log => Assert.DoesNotContain(secret, File.ReadAllText(log), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CREATE DATABASE tongbi")]
    [InlineData("create database \"my db\"")]
    [InlineData("  CREATE DATABASE \"a\\\"b\" WITH DURATION 30d REPLICATION 1 ;")]
    public async Task CreateDatabase_IsAgreedTo(string statement)
    {
        Assert.Equal("""{"results":[{"statement_id":0}]}""", await AskAsync(statement, HttpStatusCode.OK));
        using FormUrlEncodedContent form = new([KeyValuePair.Create("q", statement)]);
        using HttpResponseMessage posted = await Server.Ingest.PostAsync("/query", form, Cancel);
        Assert.Equal("""{"results":[{"statement_id":0}]}""", await posted.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task ShowDatabases_NamesTheOne() => Assert.Equal(
        """{"results":[{"statement_id":0,"series":[{"name":"databases","columns":["name"],"values":[["tongbi"]]}]}]}""",
        await AskAsync("show databases;", HttpStatusCode.OK));

    [Theory]
    [InlineData("SELECT * FROM incident")]
    [InlineData("CREATE DATABASE a; DROP DATABASE a")]
    [InlineData("CREATE DATABASE")]
    [InlineData("DROP DATABASE tongbi")]
    [InlineData("")]
    public async Task Query_OfAnythingElse_IsRefusedInPlainWords(string statement) =>
        Assert.StartsWith("""{"error":"this server takes writes only""", await AskAsync(statement, HttpStatusCode.BadRequest), StringComparison.Ordinal);

    public async ValueTask InitializeAsync() => server = await TongbiServer.StartAsync(
        Cancel,
        data: folder.Path,
        time: new FakeTimeProvider(Now));

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Dispose();
    }

    private readonly Testing.TemporaryFolder folder = new();
    private TongbiServer? server;

    private TongbiServer Server => server ?? throw new InvalidOperationException("The server was not started.");

    private Task<HttpResponseMessage> PostAsync(string address, string body) => PostAsync(address, Encoding.UTF8.GetBytes(body), null);

    private async Task<HttpResponseMessage> PostAsync(string address, byte[] body, string? encoding)
    {
        using ByteArrayContent content = new(body);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return await Server.Ingest.PostAsync(address, content, Cancel);
    }

    private async Task<string> AskAsync(string statement, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await Server.Ingest.GetAsync("/query?db=x&q=" + Uri.EscapeDataString(statement), Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return text;
    }

    private async Task<long> CountAsync(string question) =>
        Assert.Single((await Server.Admin.GetJsonAsync("/api/v1/statistics?" + question)).GetProperty("items").EnumerateArray()).GetProperty("value").GetInt64();

    private static byte[] Pack(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
