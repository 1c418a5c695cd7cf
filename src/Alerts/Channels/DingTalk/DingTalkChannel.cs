using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Tongbi.Alerts.Channels.DingTalk;

/// <summary>钉钉 group robot: markdown, signed where the robot has a secret. A robot that sends too fast is shut for ten minutes.</summary>
internal sealed class DingTalkChannel(HttpSender sender) : IChannel
{
    /// <summary>Most bytes of a message (documented limit 20,000 with its frame).</summary>
    public const int MaximumMarkdown = 18_000;

    /// <inheritdoc/>
    public Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        Uri address = HttpSender.AddressOf(message.Channel);
        if (message.Channel.Secret is { } secret)
        {
            long milliseconds = message.Now.ToUnixTimeMilliseconds();
            address = HttpSender.With(address, ("timestamp", milliseconds.ToString(CultureInfo.InvariantCulture)), ("sign", Sign(secret.Reveal(), milliseconds)));
        }

        string title = Utf8Cut.To(message.Text.Title, 200);
        string at = string.Concat(message.Channel.Mentions.Select(number => " @" + number));
        string text = Utf8Cut.To($"### {message.Text.Title}\n\n{string.Join("\n\n", message.Text.Paragraphs.Select(lines => string.Join("  \n", lines)))}", MaximumMarkdown) + at;
        object body = new { msgtype = "markdown", markdown = new { title, text }, at = new { atMobiles = message.Channel.Mentions, isAtAll = false } };
        return sender.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonBody.Of(body) },
            (status, answer) => Judge(RobotAnswer.Read(answer, "errcode", "errmsg")),
            cancellationToken);
    }

    /// <summary>base64(HMAC-SHA256(key = secret, message = milliseconds LF secret)), before it is escaped for the address.</summary>
    internal static string Sign(string secret, long milliseconds) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{milliseconds.ToString(CultureInfo.InvariantCulture)}\n{secret}")));

    private static ChannelOutcome Judge(RobotAnswer answer) => answer.Code switch
    {
        0 => ChannelOutcome.Delivered(),
        130101 => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}", ChannelLimits.DingTalkBlock),
        -1 => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}", Duration.FromSeconds(10)),
        null => ChannelOutcome.Failed(answer.Message),
        _ => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}"),
    };
}
