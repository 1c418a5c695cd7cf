using System.Text.Json;
using NodaTime;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Channels.Alertmanager;
using Tongbi.Alerts.Channels.Email;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Channels;

/// <summary>A real mail server and a real Alertmanager.</summary>
public sealed class RealPeerTests
{
    [Fact]
    public async Task Email_ArrivesWithSubjectTextPictureAndAnIdMadeFromTheKey()
    {
        Assert.SkipWhen(SmtpServer.WhyNot is not null, SmtpServer.WhyNot ?? "");
        await using SmtpServer server = await SmtpServer.StartAsync(Cancel);
        ChannelSettings channel = new() { Id = "leaders/0", Kind = ChannelKind.Email, To = ["duty@example.org", "lead@example.org"] };
        ChannelMessage message = Some.ChannelMessage(channel) with { ChartPng = new byte[] { 137, 80, 78, 71 } };

        ChannelOutcome outcome = await new EmailChannel(() => Smtp(server.Port), TimeProvider.System).SendAsync(message, Cancel);

        Assert.Equal(OutcomeKind.Delivered, outcome.Kind);
        await Eventually.TrueAsync(() => Task.FromResult(server.Received.Contains("END MESSAGE", StringComparison.Ordinal)), TimeSpan.FromSeconds(30), () => server.Received, Cancel);
        string received = server.Received;
        Assert.Contains("Message-Id: <0123456789abcdef@tongbi>", received, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To: duty@example.org, lead@example.org", received, StringComparison.Ordinal);
        Assert.Contains("Subject: =?utf-8?", received, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain", received, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/html", received, StringComparison.Ordinal);
        Assert.Contains("Content-Type: image/png", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Email_ServerAway_SurelyDidNotArrive()
    {
        ChannelSettings channel = new() { Id = "leaders/0", Kind = ChannelKind.Email, To = ["duty@example.org"] };

        ChannelOutcome outcome = await new EmailChannel(() => Smtp(LoopbackPorts.Free()), TimeProvider.System).SendAsync(Some.ChannelMessage(channel), Cancel);

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
    }

    [Fact]
    public async Task Alertmanager_ReceivesChangesOfSeverityAndResolves()
    {
        Assert.SkipWhen(AlertmanagerServer.WhyNot is not null, AlertmanagerServer.WhyNot ?? "");
        await using AlertmanagerServer peer = await AlertmanagerServer.StartAsync(Cancel);
        using HttpMessageInvoker http = new(new SocketsHttpHandler());
        AlertmanagerChannel channel = new(new HttpSender(http, TimeProvider.System));
        ChannelSettings settings = new() { Id = "leaders/0", Kind = ChannelKind.Alertmanager, Url = peer.Address };
        Instant began = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) - Duration.FromMinutes(5);
        NotifiedAlert orange = Some.Notified(severity: "orange") with { StartsAt = began };

        await SendAsync(orange, began);
        Assert.Equal("orange", Severity(Assert.Single(await peer.ActiveAsync(Cancel))));

        await SendAsync(orange with { Severity = "red", FormerSeverities = ["orange"] }, began + Duration.FromMinutes(1));
        JsonElement red = Assert.Single(await peer.ActiveAsync(Cancel));
        Assert.Equal(("red", "vice-yoy"), (Severity(red), red.GetProperty("labels").GetProperty("alertname").GetString()));
        Assert.Equal("0.3155", red.GetProperty("annotations").GetProperty("value").GetString());

        await SendAsync(orange with { Severity = "red", Firing = false, EndsAt = began + Duration.FromMinutes(2) }, began + Duration.FromMinutes(2));
        Assert.Empty(await peer.ActiveAsync(Cancel));

        async Task SendAsync(NotifiedAlert alert, Instant at)
        {
            ChannelOutcome outcome = await channel.SendAsync(Some.ChannelMessage(settings, Some.Message(alert) with { At = at }) with { Now = at }, Cancel);
            Assert.Equal(("HTTP 200", OutcomeKind.Delivered), (outcome.Detail, outcome.Kind));
        }
    }

    private static string? Severity(JsonElement alert) => alert.GetProperty("labels").GetProperty("severity").GetString();

    private static NotifySettings Smtp(int port) => NotifySettings.Nobody with { Smtp = new SmtpSettings("127.0.0.1", port, SmtpTls.None, "tongbi@example.org", null, null) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
