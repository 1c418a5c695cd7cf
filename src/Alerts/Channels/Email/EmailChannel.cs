using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels.Email;

/// <summary>
/// Mail with a plain and an HTML part and the chart inside it. The <c>Message-ID</c> is made from the idempotency key, so a second copy can
/// be told by the mailbox.
/// </summary>
internal sealed class EmailChannel(Func<NotifySettings> settings, TimeProvider time) : IChannel
{
    /// <summary>Longest wait for the whole exchange.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public bool CarriesFiles => true;

    /// <inheritdoc/>
    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (settings().Smtp is not { } smtp)
        {
            return ChannelOutcome.Failed("no mail server is configured");
        }

        using MimeMessage mail = Compose(message, smtp.From);
        using CancellationTokenSource deadline = new(Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        bool handedOver = false;
        try
        {
            using SmtpClient client = new() { Timeout = (int)Timeout.TotalMilliseconds };
            await client.ConnectAsync(smtp.Host, smtp.Port, Security(smtp.Tls), either.Token);
            if (smtp.User is { } user)
            {
                await client.AuthenticateAsync(user, smtp.Password?.Reveal() ?? "", either.Token);
            }

            handedOver = true;
            await client.SendAsync(mail, either.Token);

            // From here on it is delivered, whatever happens to the line.
            await TryDisconnectAsync(client, either.Token);
            return ChannelOutcome.Delivered();
        }
        catch (SmtpCommandException refused)
        {
            string detail = $"SMTP {(int)refused.StatusCode} ({refused.ErrorCode})";
            return (int)refused.StatusCode >= 500 && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted
                ? ChannelOutcome.Refused(detail)
                : ChannelOutcome.Failed(detail);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return handedOver ? ChannelOutcome.Unclear("the mail server did not answer in time") : ChannelOutcome.Failed("the mail server did not answer in time");
        }
        catch (Exception failure) when (failure is AuthenticationException or SslHandshakeException or ServiceNotConnectedException or NotSupportedException)
        {
            return ChannelOutcome.Failed(failure.GetType().Name);
        }
        catch (Exception failure) when (failure is SocketException or IOException or SmtpProtocolException)
        {
            return handedOver ? ChannelOutcome.Unclear($"the line was lost: {failure.GetType().Name}") : ChannelOutcome.Failed($"cannot connect: {failure.GetType().Name}");
        }
    }

    /// <summary>The mail.</summary>
    internal static MimeMessage Compose(ChannelMessage message, string from)
    {
        MimeMessage mail = new();
        mail.From.Add(MailboxAddress.Parse(from));
        foreach (string to in message.Channel.To)
        {
            mail.To.Add(MailboxAddress.Parse(to));
        }

        mail.Subject = message.Text.Title;
        mail.Date = message.Notification.At.ToDateTimeOffset();
        mail.MessageId = $"{message.IdempotencyKey}@tongbi";
        mail.Headers.Add("X-Tongbi-Idempotency-Key", message.IdempotencyKey);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        BodyBuilder body = new() { TextBody = message.Text.Plain };
        string picture = "";
        if (message.ChartPng is { } png)
        {
            MimeEntity chart = body.LinkedResources.Add("chart.png", png.ToArray(), ContentType.Parse("image/png"));
            chart.ContentId = $"chart-{message.IdempotencyKey}@tongbi";
            picture = $"<p><img src=\"cid:{chart.ContentId}\" alt=\"\" style=\"max-width:100%\"></p>";
        }

        if (message.File is { } file)
        {
            body.Attachments.Add(file.Name, file.Bytes.ToArray(), ContentType.Parse(file.ContentType));
        }

        body.HtmlBody = Html(message, picture);
        mail.Body = body.ToMessageBody();
        return mail;
    }

    private static string Html(ChannelMessage message, string picture)
    {
        string colour = !message.Notification.Firing ? "#2e7d32" : message.Notification.Severity switch { "red" => "#c62828", "orange" => "#e65100", "yellow" => "#8a6d00", _ => "#1565c0" };
        StringBuilder html = new();
        html.Append("<!doctype html><html lang=\"").Append(message.Receiver.Language).Append("\"><body style=\"font-family:sans-serif;font-size:15px;line-height:1.6\">")
            .Append("<h2 style=\"color:").Append(colour).Append("\">").Append(Encode(message.Text.Title)).Append("</h2>");
        foreach (IReadOnlyList<string> lines in message.Text.Paragraphs)
        {
            html.Append("<p>").Append(string.Join("<br>", lines.Select(Encode))).Append("</p>");
        }

        return html.Append(picture).Append("</body></html>").ToString();
    }

    private static async Task TryDisconnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or SocketException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            // The mail is accepted; a goodbye that fails changes nothing.
        }
    }

    private static SecureSocketOptions Security(SmtpTls tls) => tls switch
    {
        SmtpTls.None => SecureSocketOptions.None,
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.SslOnConnect,
    };

    private static string Encode(string text) => Encoder.Encode(text);

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
}
