using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Web;
using NodaTime;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Channels.DingTalk;
using Tongbi.Alerts.Channels.Feishu;
using Tongbi.Alerts.Channels.WeCom;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Collector.Configuration;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Channels;

/// <summary>Robots that answer as their documentation says: errors come with HTTP 200.</summary>
public sealed class RobotChannelTests : IDisposable
{
    [Fact]
    public async Task WeCom_Accepted_IsDeliveredAsMarkdown()
    {
        await using ScriptedHttpServer robot = new(_ => Ok("""{"errcode":0,"errmsg":"ok"}"""));

        ChannelOutcome outcome = await SendAsync(new WeComChannel(Sender), ChannelKind.WeCom, robot);

        Assert.Equal(OutcomeKind.Delivered, outcome.Kind);
        ScriptedRequest request = Assert.Single(robot.Requests);
        Assert.Equal("/hook?key=K", request.Target);
        Assert.Equal("markdown", request.Json.GetProperty("msgtype").GetString());
        string content = request.Json.GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.Contains("<font color=\"warning\">【红色预警】黄赌毒线索警情同比上升</font>", content, StringComparison.Ordinal);
        Assert.Contains("271起", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WeCom_LongMessage_IsCutByBytesAndNotInsideACharacter()
    {
        await using ScriptedHttpServer robot = new(request => request.Json.GetProperty("markdown").GetProperty("content").GetString() is { } text && Encoding.UTF8.GetByteCount(text) <= 4096
            ? Ok("""{"errcode":0,"errmsg":"ok"}""")
            : Ok("""{"errcode":40058,"errmsg":"markdown.content exceed max length 4096. invalid Request Parameter"}"""));
        Notification many = Some.Message([.. Enumerable.Range(0, 90).Select(number => Some.Notified(number.ToString(CultureInfo.InvariantCulture)))]);

        ChannelOutcome outcome = await SendAsync(new WeComChannel(Sender), ChannelKind.WeCom, robot, many);

        Assert.Equal(OutcomeKind.Delivered, outcome.Kind);
        string sent = robot.Requests.Single().Json.GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.InRange(Encoding.UTF8.GetByteCount(sent), 4000, 4096);
        Assert.DoesNotContain('\uFFFD', sent);
    }

    [Fact]
    public async Task WeCom_Chart_FollowsAsAPictureWithItsChecksum()
    {
        await using ScriptedHttpServer robot = new(_ => Ok("""{"errcode":0,"errmsg":"ok"}"""));
        ChannelMessage message = Some.ChannelMessage(Channel(ChannelKind.WeCom, robot)) with { ChartPng = new byte[] { 1, 2, 3 } };

        await new WeComChannel(Sender).SendAsync(message, TestContext.Current.CancellationToken);

        JsonElement image = robot.Requests.Last().Json.GetProperty("image");
        Assert.Equal("AQID", image.GetProperty("base64").GetString());
        Assert.Equal("5289df737df57326fcdd22597afb1fac", image.GetProperty("md5").GetString());
    }

    [Theory]
    [InlineData("""{"errcode":45009,"errmsg":"api freq out of limit"}""", OutcomeKind.Failed, 60)]
    [InlineData("""{"errcode":93000,"errmsg":"invalid webhook url"}""", OutcomeKind.Failed, null)]
    [InlineData("""{"errcode":40058,"errmsg":"too long"}""", OutcomeKind.Refused, null)]
    [InlineData("<html>gateway</html>", OutcomeKind.Failed, null)]
    [InlineData("""{"errmsg":"ok"}""", OutcomeKind.Failed, null)]
    public async Task WeCom_RejectionWithStatus200_IsNoDelivery(string body, OutcomeKind expected, int? retryAfterSeconds)
    {
        await using ScriptedHttpServer robot = new(_ => Ok(body));

        ChannelOutcome outcome = await SendAsync(new WeComChannel(Sender), ChannelKind.WeCom, robot);

        Assert.Equal((expected, retryAfterSeconds is { } seconds ? Duration.FromSeconds(seconds) : null), (outcome.Kind, outcome.RetryAfter));
    }

    [Fact]
    public async Task DingTalk_Secret_SignsTheAddressAsTheRobotChecksIt()
    {
        await using ScriptedHttpServer robot = new(request =>
        {
            System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(new Uri("http://x" + request.Target).Query);
            string expected = DingTalkChannel.Sign("SEC1", long.Parse(query["timestamp"]!, CultureInfo.InvariantCulture));
            return Ok(query["sign"] == expected && query["access_token"] == "T" ? """{"errcode":0,"errmsg":"ok"}""" : """{"errcode":310000,"errmsg":"sign not match"}""");
        });

        ChannelOutcome outcome = await SendAsync(new DingTalkChannel(Sender), Channel(ChannelKind.DingTalk, robot, "/robot/send?access_token=T") with { Secret = SecretFile("SEC1") });

        Assert.Equal("ok", outcome.Detail);
        JsonElement markdown = robot.Requests.Single().Json.GetProperty("markdown");
        Assert.Equal("【红色预警】黄赌毒线索警情同比上升", markdown.GetProperty("title").GetString());
    }

    [Fact]
    public async Task DingTalk_SentTooFast_WaitsTenMinutes()
    {
        await using ScriptedHttpServer robot = new(_ => Ok("""{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}"""));

        ChannelOutcome outcome = await SendAsync(new DingTalkChannel(Sender), ChannelKind.DingTalk, robot);

        Assert.Equal((OutcomeKind.Failed, Duration.FromMinutes(10)), (outcome.Kind, outcome.RetryAfter));
    }

    [Fact]
    public async Task Feishu_Secret_SignsTheBody()
    {
        await using ScriptedHttpServer robot = new(request =>
        {
            string expected = FeishuChannel.Sign("demo", long.Parse(request.Json.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture));
            return Ok(request.Json.GetProperty("sign").GetString() == expected ? """{"code":0,"msg":"success"}""" : """{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}""");
        });

        ChannelOutcome outcome = await SendAsync(new FeishuChannel(Sender), Channel(ChannelKind.Feishu, robot) with { Secret = SecretFile("demo") });

        Assert.Equal(OutcomeKind.Delivered, outcome.Kind);
        Assert.Equal("red", robot.Requests.Single().Json.GetProperty("card").GetProperty("header").GetProperty("template").GetString());
    }

    [Theory]
    [InlineData(19001, OutcomeKind.Failed)]
    [InlineData(19024, OutcomeKind.Failed)]
    [InlineData(9499, OutcomeKind.Refused)]
    [InlineData(11232, OutcomeKind.Failed)]
    public async Task Feishu_RejectionWithStatus200_IsNoDelivery(int code, OutcomeKind expected)
    {
        await using ScriptedHttpServer robot = new(_ => Ok($$"""{"code":{{code}},"msg":"no"}"""));

        Assert.Equal(expected, (await SendAsync(new FeishuChannel(Sender), ChannelKind.Feishu, robot)).Kind);
    }

    [Fact]
    public async Task Send_SecretMissing_SaysWhichWithoutItsValue()
    {
        await using ScriptedHttpServer robot = new(_ => Ok("{}"));
        ChannelSettings channel = Channel(ChannelKind.DingTalk, robot) with { Secret = SecretText.TryParse("env:TONGBI_TEST_NOT_SET") };

        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(new DingTalkChannel(Sender), channel));

        Assert.Contains("env:TONGBI_TEST_NOT_SET", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    private HttpSender Sender => new(http, TimeProvider.System);

    private static ScriptedAnswer Ok(string body) => new(200, body);

    private static ChannelSettings Channel(ChannelKind kind, ScriptedHttpServer robot, string path = "/hook?key=K") => new() { Id = "leaders/0", Kind = kind, Url = new Uri(robot.Address, path) };

    private static Task<ChannelOutcome> SendAsync(IChannel channel, ChannelKind kind, ScriptedHttpServer robot, Notification? message = null) =>
        channel.SendAsync(Some.ChannelMessage(Channel(kind, robot), message), TestContext.Current.CancellationToken);

    private static Task<ChannelOutcome> SendAsync(IChannel channel, ChannelSettings settings) => channel.SendAsync(Some.ChannelMessage(settings), TestContext.Current.CancellationToken);

    private SecretText SecretFile(string value)
    {
        Directory.CreateDirectory(folder.Path);
        string file = Path.Combine(folder.Path, "secret");
        File.WriteAllText(file, value);
        return SecretText.TryParse("file:" + file)!;
    }

    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly TemporaryFolder folder = new();
}
