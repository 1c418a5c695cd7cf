using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>
/// The fifth promise: no personal data. Identity numbers, telephone numbers and names are put into every place of every way in, and then
/// looked for in every answer, in all that the program prints, and in every byte of the data directory.
/// </summary>
public sealed class PersonalDataTests
{
    private const string Good = """{"source":"dispatch110","id":"A1","unit":"PS01","occurredAt":"2019-05-01T10:00:00+08:00"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly Planted planted = new();
    private readonly List<(string Place, string Text)> answers = [];

    [Fact]
    public async Task PersonalData_SentByEveryWay_IsNowhere()
    {
        using TemporaryFolder data = new();
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        await SendRecordsAsync(tongbi);
        await SendBrokenBodiesAsync(tongbi);
        await SendFiguresAndLinesAsync(tongbi);
        await AskAsync(tongbi);
        await SendHeadersAsync(tongbi);
        await SendNonsenseAsync(tongbi);
        foreach (string path in (string[])["/api/v1/quarantine", "/api/v1/sources", "/api/v1/sources/dispatch110", "/api/v1/history?metric=incident&period=2019", "/metrics"])
        {
            await NoteAsync(path, await tongbi.Admin.GetAsync(path, Cancel));
        }

        Assert.True(planted.Values.Count > 80, "too little was planted");
        AssertNowhere(tongbi, "while it runs");
        await tongbi.KillAsync();
        AssertNowhere(tongbi, "after a hard stop");
        await tongbi.StartAgainAsync(Cancel);
        AssertNowhere(tongbi, "after the next start");

        // The hunt would find what is there: the good record's unit stands in the ledger in plain.
        Assert.Contains(Directory.EnumerateFiles(data.Path, "tongbi.db*"), file => Bytes(file).AsSpan().IndexOf("PS01"u8) >= 0);
    }

    [Fact]
    public async Task PersonalData_OfABodyCutByAHardStop_IsNotInTheSpool()
    {
        using TemporaryFolder data = new();
        Dictionary<string, string> settings = new() { ["Tongbi__Ingest__SpoolMemoryBytes"] = "65536", ["Tongbi__Ingest__MaxWireBytes"] = "1073741824" };
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, settings, Cancel);
        using EndlessBody body = new(number => number % 2 == 0
            ? $$"""{"source":"dispatch110","id":"{{Some(number)}}","unit":"PS01","occurredAt":"2019-05-01T10:00:00+08:00"}"""
            : $$"""{"source":"dispatch110","id":"{{number}}","unit":"{{Some(number)}}","{{Some(number)}}":1,"occurredAt":"2019-05-01T10:00:00+08:00"}""");
        Task sending = SendUntilCutAsync(tongbi, body);
        await Eventually.TrueAsync(
            () => Task.FromResult(Directory.EnumerateFiles(data.Path, "*.spool", SearchOption.AllDirectories).Count(file => new FileInfo(file).Length > 100_000) >= 2),
            TimeSpan.FromMinutes(2),
            () => "No spool file was written:\n" + tongbi.Output,
            Cancel);

        await tongbi.KillAsync();
        body.Stop();
        await sending;

        Assert.Contains(Directory.EnumerateFiles(data.Path, "*.spool", SearchOption.AllDirectories), file => new FileInfo(file).Length > 100_000);
        AssertNowhere(tongbi, "after a hard stop in the middle of a body");

        string Some(int number) => (number % 6) switch { 0 or 1 => Name, 2 or 3 => Identity, _ => Telephone };
    }

    [Fact]
    public async Task PersonalData_InFilesOfImportAndReplay_IsNowhere()
    {
        using TemporaryFolder files = new();
        using TemporaryFolder data = new();
        string file = files.File(planted.Identity("file name") + ".ndjson");
        await File.WriteAllLinesAsync(
            file,
            [
                Good.Replace("A1", planted.Identity("file, id"), StringComparison.Ordinal),
                Good.Replace("PS01", planted.Telephone("file, unit"), StringComparison.Ordinal),
                Good.Replace("\"id\"", $"\"{planted.Name("file, field name")}\":\"{planted.All("file, field")}\",\"id\"", StringComparison.Ordinal),
                "{" + planted.All("file, broken row"),
            ],
            Cancel);
        string header = files.File("header.csv");
        await File.WriteAllTextAsync(header, $"source,id,unit,occurredAt,{planted.Name("file, header")},{planted.Identity("file, header")}\n", Cancel);
        string broken = files.File("broken.json");
        await File.WriteAllTextAsync(broken, $"[{Good},{{\"id\":\"{planted.All("file, broken array")}", Cancel);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, Configurations.County, Cancel);
        foreach (string verb in (string[])["import", "replay"])
        {
            foreach (string name in (string[])[file, header, broken])
            {
                string[] speed = verb == "replay" ? ["--speed", "0"] : [];
                (_, string output) = await TongbiProcess.RunVerbAsync(Cancel, [verb, name, "--data", data.Path, "--config", Configurations.County, .. speed]);
                Assert.NotEmpty(output);
                answers.Add(($"{verb} {Path.GetFileName(name).Length}", output));
            }
        }

        AssertNowhere(tongbi, "after import and replay");
    }

    private string Name => name ??= planted.Name("endless body");

    private string Identity => identity ??= planted.Identity("endless body");

    private string Telephone => telephone ??= planted.Telephone("endless body");

    private async Task SendRecordsAsync(TongbiProcess tongbi)
    {
        foreach (string field in (string[])["source", "id", "metric", "category", "unit", "occurredAt", "quantity", "revision", "withdrawn", "remark"])
        {
            foreach (string value in Each("field " + field))
            {
                string record = Good.Replace("\"source\":\"dispatch110\"", $"\"{field}\":\"{value}\"" + (field == "source" ? "" : ",\"source\":\"dispatch110\""), StringComparison.Ordinal);
                record = field is "id" or "unit" or "occurredAt" ? Without(record, field) : record;
                await PostAsync(tongbi, "NDJSON, field " + field, "/api/v1/events", "application/x-ndjson", record);
            }
        }

        foreach (string value in Each("field name"))
        {
            await PostAsync(tongbi, "field name", "/api/v1/events", "application/json", $"[{Good.Replace("\"id\"", $"\"{value}\":1,\"id\"", StringComparison.Ordinal)}]");
            await PostAsync(tongbi, "escaped field name", "/api/v1/events", "application/json", $"[{Good.Replace("\"id\"", $"\"\\u0020{value}\":1,\"id\"", StringComparison.Ordinal)}]");
        }

        foreach (string value in Each("long id"))
        {
            await PostAsync(tongbi, "long id", "/api/v1/events", "application/x-ndjson", Good.Replace("A1", string.Concat(Enumerable.Repeat(value, 40)), StringComparison.Ordinal));
        }
    }

    private async Task SendBrokenBodiesAsync(TongbiProcess tongbi)
    {
        foreach (string value in Each("broken body"))
        {
            await PostAsync(tongbi, "broken line", "/api/v1/events", "application/x-ndjson", $"{value}\n{{\"{value}\n{{\"source\":{value}}}\n\"{value}\"");
            await PostAsync(tongbi, "broken array", "/api/v1/events", "application/json", $"[{Good},{{\"unit\":{value}");
            await PostAsync(tongbi, "no array", "/api/v1/events", "application/json", $"{{\"{value}\":\"{value}\"}}");
            await PostAsync(tongbi, "CSV header", "/api/v1/events", "text/csv", $"source,id,unit,occurredAt,{value}\ndispatch110,1,PS01,2019-05-01T10:00:00+08:00,x\n");
            await PostAsync(tongbi, "CSV without header", "/api/v1/events", "text/csv", $"dispatch110,{value},PS01,{value}\n");
            await PostAsync(tongbi, "CSV cells", "/api/v1/events", "text/csv", $"source,id,unit,occurredAt\ndispatch110,{value},{value},{value}\n{value}\n\"{value}\"x,{value}\n");
            await PostAsync(tongbi, "type", "/api/v1/events", "text/" + (char.IsAscii(value[0]) ? value : "x"), value);
            using ByteArrayContent notUtf8 = new([.. Encoding.UTF8.GetBytes($"[{{\"id\":\"{value}"), 0xFF, 0xFE]);
            await PostAsync(tongbi, "not UTF-8", "/api/v1/events", "application/json", notUtf8);
            using ByteArrayContent damaged = new(Damaged($"{Good}\n{value}\n"));
            damaged.Headers.ContentEncoding.Add("gzip");
            await PostAsync(tongbi, "damaged gzip", "/api/v1/events", "application/x-ndjson", damaged);
        }
    }

    private async Task SendFiguresAndLinesAsync(TongbiProcess tongbi)
    {
        foreach (string value in Each("figure"))
        {
            await PostAsync(tongbi, "figure", "/api/v1/counts", "application/x-ndjson", $$"""{"source":"dispatch110","metric":"incident","unit":"{{value}}","category":"{{value}}","period":"{{value}}","count":"{{value}}","{{value}}":1}""");
            await PostAsync(tongbi, "period", "/api/v1/counts", "application/x-ndjson", $$"""{"source":"dispatch110","metric":"incident","unit":"PS01","period":"{{value}}","count":1}""");
        }

        foreach (string value in Each("line protocol"))
        {
            string[] lines =
            [
                $"{value},source=dispatch110,unit=PS01 count=1i",
                $"incident,source=dispatch110,unit={value} count=1i",
                $"incident,source={value},unit=PS01 count=1i",
                $"incident,source=dispatch110,unit=PS01,{value}=x count=1i",
                $"incident,source=dispatch110,unit=PS01,caller={value} count=1i",
                $"incident,source=dispatch110,unit=PS01 {value}=1i",
                $"incident,source=dispatch110,unit=PS01 count=\"{value}\"",
                $"incident,source=dispatch110,unit=PS01 id=\"{value}\"",
                $"incident,source=dispatch110,unit=PS01 count=1i {value}{value}",
                $"{value}",
                $"incident,source=dispatch110,unit=PS01 id=\"{value}",
            ];
            foreach (string path in (string[])["/write?db=tongbi", "/api/v2/write?bucket=b"])
            {
                await PostAsync(tongbi, "line protocol", path, "text/plain", string.Join('\n', lines));
                foreach (string line in lines)
                {
                    await PostAsync(tongbi, "line protocol", path, "text/plain", line);
                }

                await PostAsync(tongbi, "line protocol, query", path + $"&precision={Uri.EscapeDataString(value)}&u={Uri.EscapeDataString(value)}&p={Uri.EscapeDataString(value)}", "text/plain", lines[0]);
            }

            await NoteAsync("InfluxDB query", await tongbi.Admin.GetAsync("/query?q=" + Uri.EscapeDataString($"SELECT {value} FROM x"), Cancel));
        }
    }

    private async Task AskAsync(TongbiProcess tongbi)
    {
        foreach (string value in Each("question").Select(Uri.EscapeDataString))
        {
            foreach (string name in (string[])["metric", "unit", "category", "source", "period", "compare", "by", "at", "asOf", "asOfVersion", value])
            {
                await NoteAsync("statistics", await tongbi.Admin.GetAsync($"/api/v1/statistics?metric=incident&period=2019&{name}={value}", Cancel));
            }

            string[] paths =
            [
                $"/api/v1/series?metric=incident&from={value}&to={value}&grain={value}",
                $"/api/v1/aberrations?metric=incident&method={value}&from=2019-01-01&to=2019-02-01&grain=day",
                $"/api/v1/sources/{value}", $"/api/v1/quarantine?limit={value}", $"/api/v1/alerts/{value}", $"/api/v1/alerts?state={value}&unit={value}",
                $"/api/v1/walls/{value}", $"/api/v1/history?metric={value}&period={value}", $"/api/v1/restatements?metric={value}", $"/api/v1/reconciliation?metric={value}",
                $"/api/v1/{value}", $"/{value}", $"/wall/{value}", $"/wall?token={value}", $"/api/v1/keys/{value}", $"/api/v1/catalog?unit={value}", $"/{value}/{value}.php",
            ];
            foreach (string path in paths)
            {
                await NoteAsync(path.Split(value)[0], await tongbi.Admin.GetAsync(path, Cancel));
                await NoteAsync("DELETE " + path.Split(value)[0], await tongbi.Admin.DeleteAsync(path, Cancel));
                await NoteAsync("POST " + path.Split(value)[0], await tongbi.Ingest.PostAsync(path, null, Cancel));
            }
        }
    }

    private async Task SendHeadersAsync(TongbiProcess tongbi)
    {
        foreach (string header in (string[])["X-API-Key", "Authorization", "Cookie", "User-Agent", "X-Forwarded-For", "Accept", "Accept-Language", "Referer", "Origin", "Content-Encoding", "X-Caller"])
        {
            foreach (string value in (string[])[planted.Identity("header " + header), planted.Telephone("header " + header)])
            {
                using HttpClient client = new() { BaseAddress = tongbi.Url };
                using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/events") { Content = new StringContent(Good, Encoding.UTF8, "application/json") };
                request.Headers.TryAddWithoutValidation("X-API-Key", tongbi.FirstRun.GetProperty("ingestKey").GetString());
                if (header == "X-API-Key")
                {
                    request.Headers.Remove(header);
                }

                request.Headers.TryAddWithoutValidation(header, header == "Authorization" ? "Bearer " + value : value);
                request.Content.Headers.TryAddWithoutValidation(header, value);
                await NoteAsync("header " + header, await client.SendAsync(request, Cancel));
            }
        }
    }

    private async Task SendNonsenseAsync(TongbiProcess tongbi)
    {
        foreach (string value in Each("nonsense"))
        {
            await PostAsync(tongbi, "sign-in", "/api/v1/session", "application/json", $$"""{"user":"{{value}}","password":"{{value}}"}""");
            await PostAsync(tongbi, "sign-in, broken", "/api/v1/session", "application/json", $$"""{"user":{{value}},"password":["{{value}}"]}""");
            await PostAsync(tongbi, "bulletin", "/api/v1/bulletins/check", "application/json", $$"""{"text":"{{value}}"}""", answered: false);
            foreach (string raw in (string[])[$"{value} / HTTP/1.1\r\n\r\n", $"GET /{value} {value}\r\nHost: x\r\n\r\n", $"GET / HTTP/1.1\r\nHost: {value}\r\n{value}: {value}\r\n{value}\r\n\r\n", $"POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: {value}\r\n\r\n"])
            {
                answers.Add(("raw request", await SendRawAsync(tongbi.Url, raw)));
            }
        }
    }

    private IEnumerable<string> Each(string place) => [planted.Name(place), planted.Identity(place), planted.Telephone(place), planted.Name(place) + planted.Telephone(place)];

    private async Task PostAsync(TongbiProcess tongbi, string place, string path, string type, string body, bool answered = true)
    {
        using StringContent content = new(body, Encoding.UTF8);
        await PostAsync(tongbi, place, path, type, content, answered);
    }

    private async Task PostAsync(TongbiProcess tongbi, string place, string path, string type, HttpContent content, bool answered = true)
    {
        content.Headers.ContentType = null;
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using HttpResponseMessage answer = await (answered ? tongbi.Ingest : tongbi.Admin).PostAsync(path, content, Cancel);
        if (answered)
        {
            await NoteAsync(place, answer);
        }
    }

    private async Task NoteAsync(string place, HttpResponseMessage answer)
    {
        answers.Add((place, answer.Headers.ToString() + answer.Content.Headers + await answer.Content.ReadAsStringAsync(Cancel)));
        answer.Dispose();
    }

    private void AssertNowhere(TongbiProcess tongbi, string when)
    {
        List<string> found = [];
        foreach ((string place, string text) in answers)
        {
            found.AddRange(planted.FoundIn(Encoding.UTF8.GetBytes(text)).Select(what => $"{what}, in the answer to {place}: {text.Split('\n')[^1]}"));
        }

        found.AddRange(planted.FoundIn(Encoding.UTF8.GetBytes(tongbi.Output)).Select(what => what + ", in what the program prints"));
        foreach (string file in Directory.EnumerateFiles(tongbi.Data, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0))
        {
            found.AddRange(planted.FoundIn(Encoding.UTF8.GetBytes(Path.GetRelativePath(tongbi.Data, file))).Select(what => what + ", in the name of a file"));
            found.AddRange(planted.FoundIn(Bytes(file)).Select(what => $"{what}, in {Path.GetRelativePath(tongbi.Data, file)}"));
        }

        Assert.True(found.Count == 0, $"{when}: {found.Count} finds\n{string.Join('\n', found.Take(120))}");
    }

    private static byte[] Bytes(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }

    private static string Without(string record, string field)
    {
        int second = record.LastIndexOf($"\"{field}\":", StringComparison.Ordinal);
        int end = record.IndexOf(',', second);
        return end < 0 ? record[..(second - 1)] + "}" : record.Remove(second, end - second + 1);
    }

    private static byte[] Damaged(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        byte[] bytes = packed.ToArray();
        bytes[^6] ^= 0xFF;
        return bytes;
    }

    private static async Task<string> SendRawAsync(Uri url, string text)
    {
        using TcpClient client = new();
        await client.ConnectAsync(url.Host, url.Port, Cancel);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);
        client.Client.Shutdown(SocketShutdown.Send);
        using StreamReader reader = new(stream, Encoding.UTF8);
        try
        {
            return await reader.ReadToEndAsync(Cancel);
        }
        catch (IOException)
        {
            return ""; // cut off instead of answered
        }
    }

    private static async Task SendUntilCutAsync(TongbiProcess tongbi, EndlessBody body)
    {
        try
        {
            using HttpResponseMessage answer = await tongbi.Ingest.PostAsync("/api/v1/events", body, Cancel);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The process was killed in the middle, as planned.
        }
    }

    private string? name;
    private string? identity;
    private string? telephone;

    /// <summary>Sends records until it is stopped.</summary>
    private sealed class EndlessBody : HttpContent
    {
        public EndlessBody(Func<int, string> line)
        {
            this.line = line;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        public void Stop() => isStopped = true;

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            // A bound, so that a failure ends: the limit on the wire cuts it off before.
            for (int number = 0; number < 10_000_000 && !isStopped; number++)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(line(number) + "\n"), Cancel);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private readonly Func<int, string> line;
        private volatile bool isStopped;
    }
}
