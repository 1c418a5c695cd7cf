using NodaTime;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Routing;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Tests.Notify;

public sealed class NotifyReaderTests
{
    [Fact]
    public void Parse_TheContractsExample_SaysWhatItSays()
    {
        NotifySettings settings = Parse(
            """
            smtp: { host: mail.example, port: 587, tls: starttls, from: tongbi@example, user: tongbi, password: "env:SMTP_PASSWORD" }
            receivers:
              - id: leaders
                channels:
                  - { kind: webhook, url: "http://127.0.0.1:9000/hook" }
                  - { kind: wecom, url: "https://HOST/cgi-bin/webhook/send?key=K" }
                  - { kind: dingtalk, url: "https://HOST/robot/send?access_token=T", secret: "env:DING_SECRET" }
                  - { kind: feishu, url: "https://HOST/open-apis/bot/v2/hook/T", secret: "file:/run/secrets/feishu" }
                  - { kind: alertmanager, url: "http://127.0.0.1:9093" }
                  - { kind: email, to: [duty@example] }
                  - { kind: sms, url: "http://gateway/send", method: POST, body: "{\"to\":\"{to}\",\"text\":\"{text}\"}", success: "$.code == '00000'", to: ["10000"] }
                  - { kind: file, folder: outbox }
              - { id: shift-lead, channels: [ { kind: file, folder: outbox/lead } ] }
              - { id: duty-leader, roster: { first: 2026-11-22, rotation: [shift-lead, leaders] } }
            route: { receiver: leaders, groupBy: [rule], groupWait: PT30S, groupInterval: PT5M, repeatInterval: PT4H, routes: [ { match: { severity: red }, receiver: leaders, groupWait: PT0S } ] }
            inhibit: [ { source: { severity: red }, target: { severity: yellow }, equal: [rule, unit] } ]
            escalation: { red: [ { after: PT5M, receiver: shift-lead }, { after: PT10M, receiver: duty-leader } ] }
            mute: [ { id: night, weekdays: [mon, tue], times: [ "22:00-07:00" ], severities: [blue, yellow] } ]
            """);

        // The example has every kind but the wall, which WallChannelTests reads.
        Assert.Equal(Enum.GetValues<ChannelKind>().Where(kind => kind != ChannelKind.Wall).Order(), settings.Receivers["leaders"].Channels.Select(channel => channel.Kind).Order());
        Assert.Equal(new SmtpSettings("mail.example", 587, SmtpTls.StartTls, "tongbi@example", "tongbi", SecretText.TryParse("env:SMTP_PASSWORD")), settings.Smtp);
        Route red = settings.Route!.Routes[0];
        Assert.Equal((Duration.Zero, Duration.FromMinutes(5), Duration.FromHours(4)), (red.GroupWait, red.GroupInterval, red.RepeatInterval));
        Assert.Equal(["rule"], red.GroupBy);
        Assert.Equal([Duration.FromMinutes(5), Duration.FromMinutes(10)], settings.Escalation["red"].Select(step => step.After));
        Assert.Equal([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday], settings.Mute[0].Weekdays);
        Assert.Equal("leaders", settings.Resolve("duty-leader", Instant.FromUtc(2026, 11, 23, 1, 0))!.Id);
    }

    [Fact]
    public void Parse_NoFile_TellsNobodyInTheOfficesZone()
    {
        NotifySettings settings = NotifyReader.Parse([], SomeCatalogue.Small);

        Assert.Null(settings.Route);
        Assert.Equal("Asia/Shanghai", settings.Zone.Id);
    }

    [Theory]
    [InlineData("route: { receiver: nobody }", "receiver 'nobody' is not among the receivers")]
    [InlineData("route: { receiver: a, match: { severity: red } }", "the root route takes every alert")]
    [InlineData("route: { receiver: a, groupBy: [colour] }", "groupBy 'colour' is unknown")]
    [InlineData("route: { receiver: a, routes: [ { match: { severity: purple } } ] }", "severity 'purple' is unknown")]
    [InlineData("route: { receiver: a, groupInterval: PT0S }", "groupInterval is zero")]
    [InlineData("escalation: { red: [ { after: PT5M, receiver: b } ] }", "receiver 'b' is not among the receivers")]
    [InlineData("escalation: { crimson: [] }", "unknown key 'crimson'")]
    [InlineData("mute: [ { id: night, severities: [blue] } ]", "would mute for ever")]
    [InlineData("mute: [ { id: night, times: [\"22-7\"] } ]", "is not a range of times")]
    [InlineData("mute: [ { id: night, daysOfMonth: [0] } ]", "daysOfMonth '0' is out of range")]
    [InlineData("heartbeat: { receiver: b }", "receiver 'b' is not among the receivers")]
    [InlineData("speed: fast", "unknown key 'speed'")]
    public void Parse_Mistake_IsToldWithItsRemedy(string line, string expected) =>
        Assert.Contains(Mistakes("receivers: [ { id: a, channels: [ { kind: file, folder: x } ] } ]\n" + line), reason => reason.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ kind: pigeon }", "kind 'pigeon' is unknown")]
    [InlineData("{ kind: webhook }", "required key 'url' is missing")]
    [InlineData("{ kind: webhook, url: \"ftp://host/hook\" }", "url is no web address")]
    [InlineData("{ kind: email, to: [duty@example] }", "needs the mail server")]
    [InlineData("{ kind: dingtalk, url: \"http://h/x\", secret: abc }", "secret holds a secret itself")]
    [InlineData("{ kind: sms, url: \"http://h/x\", body: \"hello\", to: [\"1\"] }", "neither body nor url holds {text}")]
    [InlineData("{ kind: sms, url: \"http://h/x\", body: \"{text}\", success: \"code is 0\", to: [\"1\"] }", "is no test of an answer")]
    [InlineData("{ kind: file, folder: x, url: \"http://h\" }", "unknown key 'url'")]
    [InlineData("{ kind: webhook, url: \"http://h\", headers: { \"X Y\": a } }", "is not a name with a one-line value")]
    public void Parse_MistakeInAChannel_IsTold(string channel, string expected)
    {
        IReadOnlyList<string> mistakes = Mistakes($"receivers: [ {{ id: a, channels: [ {channel} ] }} ]");

        Assert.Contains(mistakes, reason => reason.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(mistakes, reason => reason.Contains("'abc'", StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_RosterThatLeadsBackToItself_IsAMistake() => Assert.Contains(
        Mistakes("receivers: [ { id: a, roster: { first: 2026-01-01, rotation: [b] } }, { id: b, roster: { first: 2026-01-01, rotation: [a] } } ]"),
        reason => reason.Contains("leads back to itself", StringComparison.Ordinal));

    [Theory]
    [InlineData("$.code == '00000'", """{"code":"00000"}""", true)]
    [InlineData("$.code == '00000'", """{"code":0}""", false)]
    [InlineData("$.result.ok == true", """{"result":{"ok":true}}""", true)]
    [InlineData("$.result.ok == true", """{"result":[]}""", false)]
    [InlineData("$.code != 0", """{"code":1}""", true)]
    [InlineData("$.code == 0", "not json", false)]
    public void SuccessTest_JudgesTheBody(string expression, string body, bool expected) =>
        Assert.Equal(expected, SuccessTest.TryParse(expression)!.Passes(System.Text.Encoding.UTF8.GetBytes(body)));

    private static NotifySettings Parse(string text) => NotifyReader.Parse([new ConfigurationText("notify.yaml", text)], SomeCatalogue.Small);

    private static IReadOnlyList<string> Mistakes(string text) => [.. Assert.Throws<ConfigurationException>(() => Parse(text)).Mistakes.Select(mistake => mistake.Reason)];
}
