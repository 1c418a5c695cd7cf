using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Channels.Files;
using Tongbi.Alerts.Channels.Sms;
using Tongbi.Alerts.Channels.Webhook;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Channels;

public sealed class HttpChannelTests : IDisposable
{
    [Fact]
    public async Task Webhook_CarriesAlertmanagersPayloadAndTheKey()
    {
        await using ScriptedHttpServer hook = new(_ => new(200, ""));
        Notification message = Some.Message(Some.Notified("1"), Some.Notified("2", firing: false));

        ChannelOutcome outcome = await new WebhookChannel(Sender).SendAsync(Some.ChannelMessage(Channel(hook), message), TestContext.Current.CancellationToken);

        Assert.Equal(OutcomeKind.Delivered, outcome.Kind);
        ScriptedRequest request = Assert.Single(hook.Requests);
        Assert.Equal("0123456789abcdef", request.Headers["Idempotency-Key"]);
        JsonElement body = request.Json;
        Assert.Equal("4", body.GetProperty("version").GetString());
        Assert.Equal("firing", body.GetProperty("status").GetString());
        Assert.Equal("leaders", body.GetProperty("receiver").GetString());
        Assert.Equal("vice-yoy", body.GetProperty("groupLabels").GetProperty("alertname").GetString());
        Assert.Equal("PS01", body.GetProperty("commonLabels").GetProperty("unit").GetString());
        JsonElement first = body.GetProperty("alerts")[0];
        Assert.Equal("vice-yoy", first.GetProperty("labels").GetProperty("alertname").GetString());
        Assert.Equal("red", first.GetProperty("labels").GetProperty("severity").GetString());
        Assert.Equal(("0.3155", "206", "0.3"), (first.GetProperty("annotations").GetProperty("value").GetString(), first.GetProperty("annotations").GetProperty("base").GetString(), first.GetProperty("annotations").GetProperty("threshold").GetString()));
        Assert.Equal("resolved", body.GetProperty("alerts")[1].GetProperty("status").GetString());
        Assert.Equal("2026-11-23T02:00:00Z", body.GetProperty("alerts")[1].GetProperty("endsAt").GetString());
    }

    [Fact]
    public async Task Webhook_OutsideProfile_CarriesNoCount()
    {
        await using ScriptedHttpServer hook = new(_ => new(200, ""));
        Receiver outside = Some.Receiver(Channel(hook)) with { Profile = MessageProfile.Outside };

        await new WebhookChannel(Sender).SendAsync(Some.ChannelMessage(Channel(hook), receiver: outside), TestContext.Current.CancellationToken);

        string body = hook.Requests.Single().Text;
        Assert.DoesNotContain("271", body, StringComparison.Ordinal);
        Assert.DoesNotContain("206", body, StringComparison.Ordinal);
        Assert.DoesNotContain("31.55", body, StringComparison.Ordinal);
        Assert.DoesNotContain("0.3", body, StringComparison.Ordinal);
    }

    public static TheoryData<string, OutcomeKind> Troubles => new()
    {
        { "503", OutcomeKind.Failed },
        { "429", OutcomeKind.Failed },
        { "500", OutcomeKind.Failed },
        { "401", OutcomeKind.Failed },
        { "302", OutcomeKind.Failed },
        { "400", OutcomeKind.Refused },
        { "reset", OutcomeKind.Unclear },
        { "cut", OutcomeKind.Unclear },
        { "slow", OutcomeKind.Delivered },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Webhook_Trouble_IsToldApart(string trouble, OutcomeKind expected)
    {
        await using ScriptedHttpServer hook = new(_ => trouble switch
        {
            "reset" => ScriptedAnswer.Reset,
            "cut" => new(200, "{}", AnswerManner.CutBody),
            "slow" => new(200, """{"ok":true}""", AnswerManner.ByteByByte),
            _ => new(int.Parse(trouble, System.Globalization.CultureInfo.InvariantCulture), "no", RetryAfter: trouble == "503" ? 120 : null),
        });

        ChannelOutcome outcome = await new WebhookChannel(Sender).SendAsync(Some.ChannelMessage(Channel(hook)), TestContext.Current.CancellationToken);

        Assert.Equal(expected, outcome.Kind);
        Assert.Equal(trouble == "503" ? Duration.FromMinutes(2) : null, outcome.RetryAfter);
    }

    [Fact]
    public async Task Webhook_NobodyListens_SurelyDidNotArrive()
    {
        ChannelSettings channel = new() { Id = "leaders/0", Kind = ChannelKind.Webhook, Url = new Uri($"http://127.0.0.1:{LoopbackPorts.Free()}/") };

        Assert.Equal(OutcomeKind.Failed, (await new WebhookChannel(Sender).SendAsync(Some.ChannelMessage(channel), TestContext.Current.CancellationToken)).Kind);
    }

    [Fact]
    public async Task Webhook_NoAnswer_IsUnclearWhenTheTimeIsUp()
    {
        FakeTimeProvider time = new();
        await using ScriptedHttpServer hook = new(_ => ScriptedAnswer.Hang);
        Task<ChannelOutcome> sending = new WebhookChannel(new HttpSender(http, time)).SendAsync(Some.ChannelMessage(Channel(hook)), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(hook.Requests.Count == 1), TimeSpan.FromSeconds(30), () => "the request never came", TestContext.Current.CancellationToken);

        time.Advance(HttpSender.Timeout);

        Assert.Equal(OutcomeKind.Unclear, (await sending).Kind);
    }

    [Fact]
    public async Task Sms_Template_IsFilledAndEscapedAndTheAnswerJudged()
    {
        string answer = """{"code":"00000"}""";
        await using ScriptedHttpServer gateway = new(_ => new(200, answer));
        ChannelSettings channel = Channel(gateway) with
        {
            Kind = ChannelKind.Sms,
            Body = """{"to":"{to}","text":"{text}","id":"{key}"}""",
            Success = SuccessTest.TryParse("$.code == '00000'"),
            To = ["10001", "10002"],
        };
        Notification quoted = Some.Message(Some.Notified() with { Summary = "a \"quoted\"\\ text" });

        Assert.Equal(OutcomeKind.Delivered, (await new SmsChannel(Sender).SendAsync(Some.ChannelMessage(channel, quoted), TestContext.Current.CancellationToken)).Kind);
        JsonElement sent = gateway.Requests.Single().Json;
        Assert.Equal("10001,10002", sent.GetProperty("to").GetString());
        Assert.Contains("a \"quoted\"\\ text", sent.GetProperty("text").GetString(), StringComparison.Ordinal);

        answer = """{"code":"isv.BUSINESS_LIMIT_CONTROL"}""";
        Assert.Equal(OutcomeKind.Failed, (await new SmsChannel(Sender).SendAsync(Some.ChannelMessage(channel), TestContext.Current.CancellationToken)).Kind);
    }

    [Fact]
    public async Task File_TheSameMessageTwice_IsOneFile()
    {
        ChannelSettings channel = new() { Id = "leaders/0", Kind = ChannelKind.File, Folder = "outbox" };
        FileChannel files = new(folder.Path);

        await files.SendAsync(Some.ChannelMessage(channel), TestContext.Current.CancellationToken);
        ChannelOutcome again = await files.SendAsync(Some.ChannelMessage(channel), TestContext.Current.CancellationToken);

        Assert.Equal(OutcomeKind.Delivered, again.Kind);
        string[] names = [.. Directory.EnumerateFiles(Path.Combine(folder.Path, "outbox")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];
        Assert.Equal(["20261123T010000Z-0123456789abcdef.json", "20261123T010000Z-0123456789abcdef.txt"], names);
    }

    [Fact]
    public async Task File_FolderThatIsAFile_IsAFailureToTryAgain()
    {
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "outbox"), "", TestContext.Current.CancellationToken);
        ChannelSettings channel = new() { Id = "leaders/0", Kind = ChannelKind.File, Folder = "outbox" };

        Assert.Equal(OutcomeKind.Failed, (await new FileChannel(folder.Path).SendAsync(Some.ChannelMessage(channel), TestContext.Current.CancellationToken)).Kind);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    private HttpSender Sender => new(http, TimeProvider.System);

    private static ChannelSettings Channel(ScriptedHttpServer server) => new() { Id = "leaders/0", Kind = ChannelKind.Webhook, Url = new Uri(server.Address, "/hook"), HonoursIdempotencyKey = true };

    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly TemporaryFolder folder = new();
}
