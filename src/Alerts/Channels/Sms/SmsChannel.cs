using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels.Sms;

/// <summary>
/// A text-message gateway. There is no standard, so address and body are templates with <c>{text}</c>, <c>{to}</c> (all numbers, with commas),
/// <c>{key}</c> (the idempotency key) and <c>{secret}</c>; values are escaped for where they stand.
/// </summary>
internal sealed class SmsChannel(HttpSender sender) : IChannel
{
    /// <summary>Most characters: ten parts of a long message.</summary>
    public const int MaximumCharacters = 670;

    /// <inheritdoc/>
    public Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        ChannelSettings channel = message.Channel;
        string plain = message.Text.Plain.Replace("\n\n", "\n", StringComparison.Ordinal).Replace('\n', ';');
        (string, string)[] values =
        [
            ("{text}", plain.Length <= MaximumCharacters ? plain : plain[..(MaximumCharacters - 1)] + "…"),
            ("{to}", string.Join(',', channel.To)),
            ("{key}", message.IdempotencyKey),
            ("{secret}", channel.Secret?.Reveal() ?? ""),
        ];
        string address = Uri.UnescapeDataString(HttpSender.AddressOf(channel).OriginalString);
        HttpRequestMessage request = new(new HttpMethod(channel.Method), Fill(address, values, Uri.EscapeDataString));
        if (channel.Body is { } body && channel.Method != "GET")
        {
            Func<string, string> escape = channel.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase) ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode
                : channel.ContentType.Contains("xml", StringComparison.OrdinalIgnoreCase) ? text => WebUtility.HtmlEncode(text)
                : channel.ContentType.Contains("urlencoded", StringComparison.OrdinalIgnoreCase) ? Uri.EscapeDataString
                : text => text;
            request.Content = new StringContent(Fill(body, values, escape), Encoding.UTF8, channel.ContentType);
        }

        ConfiguredHeaders.Add(request, channel);
        return sender.SendAsync(request, (status, answer) => Judge(channel.Success, status, answer), cancellationToken);
    }

    private static ChannelOutcome Judge(SuccessTest? success, HttpStatusCode status, byte[] answer)
    {
        ChannelOutcome byStatus = HttpJudge.AnySuccess(status, answer);
        return byStatus.Kind != OutcomeKind.Delivered || success is null || success.Passes(answer)
            ? byStatus
            : ChannelOutcome.Failed($"the answer does not pass {success}");
    }

    private static string Fill(string template, (string Placeholder, string Value)[] values, Func<string, string> escape)
    {
        foreach ((string placeholder, string value) in values)
        {
            template = template.Replace(placeholder, escape(value), StringComparison.Ordinal);
        }

        return template;
    }
}
