using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Tongbi.Alerts.Channels.Feishu;

/// <summary>飞书 group robot: an interactive card, signed where the robot has a secret. Pictures would need an app.</summary>
internal sealed class FeishuChannel(HttpSender sender) : IChannel
{
    /// <summary>Most bytes of the words; the whole body may have 20 KB.</summary>
    public const int MaximumMarkdown = 16_000;

    /// <inheritdoc/>
    public Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        string template = !message.Notification.Firing ? "green" : message.Notification.Severity is { Length: > 0 } severity ? severity : "grey";
        string at = string.Concat(message.Channel.Mentions.Select(id => $"<at id={id}></at>"));
        Dictionary<string, object> body = new()
        {
            ["msg_type"] = "interactive",
            ["card"] = new
            {
                header = new { template, title = new { tag = "plain_text", content = Utf8Cut.To(message.Text.Title, 300) } },
                elements = new object[]
                {
                    new { tag = "markdown", content = Utf8Cut.To(string.Join("\n\n", message.Text.Paragraphs.Select(lines => string.Join('\n', lines))), MaximumMarkdown) + at },
                },
            },
        };
        if (message.Channel.Secret is { } secret)
        {
            long seconds = message.Now.ToUnixTimeSeconds();
            body["timestamp"] = seconds.ToString(CultureInfo.InvariantCulture);
            body["sign"] = Sign(secret.Reveal(), seconds);
        }

        return sender.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, HttpSender.AddressOf(message.Channel)) { Content = JsonBody.Of(body) },
            (status, answer) => Judge(RobotAnswer.Read(answer, "code", "msg")),
            cancellationToken);
    }

    /// <summary>base64(HMAC-SHA256(key = seconds LF secret, empty message)): here the text is the key.</summary>
    internal static string Sign(string secret, long seconds) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{seconds.ToString(CultureInfo.InvariantCulture)}\n{secret}"), ReadOnlySpan<byte>.Empty));

    private static ChannelOutcome Judge(RobotAnswer answer) => answer.Code switch
    {
        0 => ChannelOutcome.Delivered(),
        11232 => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}", Duration.FromSeconds(60)),
        9499 => ChannelOutcome.Refused($"{answer.Code}: {answer.Message}"),
        null => ChannelOutcome.Failed(answer.Message),
        _ => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}"),
    };
}
