using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Delivery;

/// <summary>A file goes the way that alerts go, and arrives whole or as a link.</summary>
public sealed class FilePostTests
{
    [Fact]
    public async Task Post_WeCom_UploadsTheFile_SendsIt_AndThenTheWords()
    {
        await using ScriptedHttpServer robot = new(request => new(200, request.Target.Contains("upload_media", StringComparison.Ordinal)
            ? """{"errcode":0,"errmsg":"ok","type":"file","media_id":"M1","created_at":"1380000000"}"""
            : """{"errcode":0,"errmsg":"ok"}"""));
        using DeliveryBench bench = new(WeCom(robot));

        Assert.Equal(FilePosting.Posted, bench.Files.Post(SomeFile.Report()));
        await bench.TurnAsync();

        ScriptedRequest[] requests = [.. robot.Requests];
        Assert.Equal(["/cgi-bin/webhook/upload_media?key=K&type=file", "/cgi-bin/webhook/send?key=K", "/cgi-bin/webhook/send?key=K"], requests.Select(request => request.Target));
        string form = requests[0].Text;
        Assert.StartsWith("multipart/form-data; boundary=", requests[0].Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains($"Content-Disposition: form-data; name=\"media\"; filename=\"云和县2026年10月.pdf\"; filelength={SomeFile.Bytes.Length}\r\n", form, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\n" + Encoding.UTF8.GetString(SomeFile.Bytes) + "\r\n--", form, StringComparison.Ordinal);
        Assert.Equal(("file", "M1"), (requests[1].Json.GetProperty("msgtype").GetString(), requests[1].Json.GetProperty("file").GetProperty("media_id").GetString()));
        string words = requests[2].Json.GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.Contains("2026年10月警情通报", words, StringComparison.Ordinal);
        Assert.Contains("附件:云和县2026年10月.pdf", words, StringComparison.Ordinal);
        Assert.Contains("http://tongbi.example/reports/17", words, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Delivered, Assert.Single(bench.Files.Find("report:2026-10:pdf")).Message.State);
        Assert.Equal(0, FilesKept(bench));
    }

    [Theory]
    [InlineData("""{"errcode":40006,"errmsg":"invalid media size"}""", OutboxState.Dead)]
    [InlineData("""{"errcode":45009,"errmsg":"api freq out of limit"}""", OutboxState.Waiting)]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""", OutboxState.Waiting)]
    [InlineData("<html>", OutboxState.Waiting)]
    public async Task Post_UploadRefused_SendsNothingElse(string answer, OutboxState expected)
    {
        await using ScriptedHttpServer robot = new(_ => new(200, answer));
        using DeliveryBench bench = new(WeCom(robot));
        bench.Files.Post(SomeFile.Report());

        await bench.TurnAsync();

        Assert.Single(robot.Requests);
        DeliveryEntry entry = bench.Files.Find("report:2026-10:pdf")[0];
        Assert.Equal(expected, entry.Message.State);
        Assert.StartsWith("upload: ", entry.Attempts[0].Detail, StringComparison.Ordinal);
        Assert.Equal(expected == OutboxState.Dead ? 0 : 1, FilesKept(bench));
    }

    [Fact]
    public async Task Post_UploadCutOff_IsNoDoubt_SinceNobodySawIt()
    {
        int uploads = 0;
        await using ScriptedHttpServer robot = new(request =>
            request.Target.Contains("upload_media", StringComparison.Ordinal) && Interlocked.Increment(ref uploads) == 1 ? ScriptedAnswer.Reset
            : new(200, """{"errcode":0,"errmsg":"ok","media_id":"M2"}"""));
        using DeliveryBench bench = new(WeCom(robot));
        bench.Files.Post(SomeFile.Report());

        await bench.PassAsync(Duration.FromMinutes(1), Duration.FromSeconds(5));

        Assert.Equal(OutboxState.Delivered, bench.Files.Find("report:2026-10:pdf")[0].Message.State);
        Assert.DoesNotContain("可能重复", robot.Requests.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ChannelsWithoutFiles_SendTheWordsWithALink()
    {
        await using ScriptedHttpServer far = new(_ => new(200, """{"errcode":0,"code":0,"errmsg":"ok","msg":"success"}"""));
        using DeliveryBench bench = new($$"""
            publicUrl: "http://tongbi.example"
            receivers: [ { id: leaders, channels: [ { kind: dingtalk, url: "{{far.Address}}ding" }, { kind: feishu, url: "{{far.Address}}feishu" }, { kind: webhook, url: "{{far.Address}}hook" } ] } ]
            """);

        bench.Files.Post(SomeFile.Report());
        await bench.TurnAsync();

        Assert.Equal(3, far.Requests.Count);
        string ding = Sent("/ding").GetProperty("markdown").GetProperty("text").GetString()!;
        Assert.Contains("无法经本渠道发送", ding, StringComparison.Ordinal);
        Assert.Contains("查看:http://tongbi.example/reports/17", ding, StringComparison.Ordinal);
        Assert.Contains("http://tongbi.example/reports/17", far.Requests.Single(request => request.Target == "/feishu").Text, StringComparison.Ordinal);
        JsonElement alert = Sent("/hook").GetProperty("alerts")[0];
        Assert.Equal(("有效警情993起,同比上升25.06%。", "http://tongbi.example/reports/17"), (alert.GetProperty("annotations").GetProperty("summary").GetString(), alert.GetProperty("generatorURL").GetString()));

        JsonElement Sent(string target) => far.Requests.Single(request => request.Target == target).Json;
    }

    [Fact]
    public async Task Post_OutsideTheNetwork_NeitherFileNorCountsLeave()
    {
        await using ScriptedHttpServer far = new(_ => new(200, """{"errcode":0,"errmsg":"ok","media_id":"M"}"""));
        using DeliveryBench bench = new($$"""
            receivers: [ { id: leaders, profile: outside, channels: [ { kind: wecom, url: "{{far.Address}}cgi-bin/webhook/send?key=K" }, { kind: webhook, url: "{{far.Address}}hook" }, { kind: file, folder: box } ] } ]
            """);

        bench.Files.Post(SomeFile.Report());
        await bench.TurnAsync();

        Assert.Equal(2, far.Requests.Count);
        Assert.All(far.Requests, request => Assert.DoesNotContain("993", request.Text, StringComparison.Ordinal));
        Assert.All(Directory.GetFiles(Path.Combine(bench.FolderPath, "box")), file => Assert.DoesNotContain("993", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(Path.Combine(bench.FolderPath, "box"), "*.pdf"));
    }

    [Fact]
    public async Task Post_FileOutbox_LeavesTheFileBesideTheWords_AndSurvivesAKill()
    {
        using DeliveryBench bench = new("receivers: [ { id: leaders, channels: [ { kind: file, folder: box } ] } ]");
        bench.Files.Post(SomeFile.Report());
        bench.Restart();

        await bench.TurnAsync();

        Assert.Equal(SomeFile.Bytes, await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(bench.FolderPath, "box"), "*-云和县2026年10月.pdf").Single(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Post_Mail_CarriesItAsAnAttachment()
    {
        Assert.SkipWhen(SmtpServer.WhyNot is not null, SmtpServer.WhyNot ?? "");
        await using SmtpServer server = await SmtpServer.StartAsync(TestContext.Current.CancellationToken);
        using DeliveryBench bench = new(
            $$"""
            smtp: { host: 127.0.0.1, port: {{server.Port}}, tls: none, from: tongbi@example.org }
            receivers: [ { id: leaders, channels: [ { kind: email, to: [duty@example.org] } ] } ]
            """,
            time: new FakeTimeProvider(Some.Morning.ToDateTimeOffset()));

        bench.Files.Post(SomeFile.Report());
        await bench.TurnAsync();

        await Eventually.TrueAsync(() => Task.FromResult(server.Received.Contains("END MESSAGE", StringComparison.Ordinal)), TimeSpan.FromSeconds(30), () => server.Received, TestContext.Current.CancellationToken);
        Assert.Contains("Content-Type: application/pdf", server.Received, StringComparison.Ordinal);
        Assert.Contains("Content-Disposition: attachment", server.Received, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(SomeFile.Bytes), server.Received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SameKeyAgain_IsSentOnce_AndAnotherReceiverIsAnotherMessage()
    {
        using DeliveryBench bench = new("receivers: [ { id: leaders, channels: [ { kind: file, folder: box } ] }, { id: station, channels: [ { kind: file, folder: other } ] } ]");

        Assert.Equal(FilePosting.Posted, bench.Files.Post(SomeFile.Report()));
        await bench.TurnAsync();
        Assert.Equal(FilePosting.PostedBefore, bench.Files.Post(SomeFile.Report()));
        Assert.Equal(FilePosting.Posted, bench.Files.Post(SomeFile.Report("station")));
        Assert.Equal(FilePosting.NobodyThere, bench.Files.Post(SomeFile.Report("nobody")));
        await bench.TurnAsync();

        Assert.Equal(2, bench.Files.Find("report:2026-10:pdf").Count);
        Assert.Single(Directory.GetFiles(Path.Combine(bench.FolderPath, "box"), "*.pdf"));
    }

    [Fact]
    public async Task Post_AtTheCap_IsNotSwallowedByADigest()
    {
        using DeliveryBench bench = new("""
            receivers: [ { id: leaders, perHour: 2, channels: [ { kind: file, folder: box } ] } ]
            route: { receiver: leaders, groupBy: [rule], groupWait: PT0S, repeatInterval: P1D }
            """);
        bench.FireAll(Enumerable.Range(0, 5).Select(number => Some.Alert($"rule-{number}")));
        bench.Files.Post(SomeFile.Report());
        bench.FireAll([Some.Alert("rule-later")]);

        await bench.PassAsync(Duration.FromHours(3), Duration.FromMinutes(5));

        Assert.Single(Directory.GetFiles(Path.Combine(bench.FolderPath, "box"), "*.pdf"));
        Assert.Equal(OutboxState.Delivered, bench.Files.Find("report:2026-10:pdf")[0].Message.State);
        Assert.DoesNotContain(bench.Outbox(), row => row.State is OutboxState.Waiting or OutboxState.Dead);
    }

    [Fact]
    public void Post_Mistaken_IsRefusedWithTheReason()
    {
        using DeliveryBench bench = new("receivers: [ { id: leaders, channels: [ { kind: file, folder: box } ] } ]");
        FileMessage good = SomeFile.Report();
        foreach ((FileMessage bad, string why) in new[]
        {
            (good with { FileName = "../evil.pdf" }, "evil"),
            (good with { FileName = ".hidden" }, ".hidden"),
            (good with { FileName = "a\r\nb.pdf" }, "character"),
            (good with { Bytes = new byte[FileMessage.MaximumBytes + 1] }, "bytes"),
            (good with { Bytes = new byte[1] }, "bytes"),
            (good with { ContentType = "nonsense" }, "nonsense"),
            (good with { Title = "" }, "title"),
            (good with { PagePath = "http://elsewhere" }, "slash"),
        })
        {
            Assert.Contains(why, Assert.Throws<ArgumentException>(() => bench.Files.Post(bad)).Message, StringComparison.Ordinal);
        }

        Assert.Empty(bench.Outbox());
    }

    private static string WeCom(ScriptedHttpServer robot) => $$"""
        publicUrl: "http://tongbi.example"
        receivers: [ { id: leaders, channels: [ { kind: wecom, url: "{{robot.Address}}cgi-bin/webhook/send?key=K" } ] } ]
        """;

    private static long FilesKept(DeliveryBench bench)
    {
        bench.Store.Write(session => OutboxFiles.Prune(session.Connection, session.Transaction));
        return bench.Store.Read(connection => Sql.Number(connection, null, "SELECT count(*) FROM outbox_file")) ?? 0;
    }
}
