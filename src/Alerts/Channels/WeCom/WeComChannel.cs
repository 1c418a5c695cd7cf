using System.Security.Cryptography;
using System.Text;

namespace Tongbi.Alerts.Channels.WeCom;

/// <summary>
/// 企业微信 group robot: markdown of at most 4,096 bytes, then the picture as a message of its own where there is one. A message counts as
/// delivered when the markdown is: the picture is an addition, and a second markdown would be a repetition.
/// </summary>
internal sealed class WeComChannel(HttpSender sender) : IChannel
{
    /// <summary>Most bytes of a markdown message (documented limit).</summary>
    public const int MaximumMarkdown = 4096;

    /// <summary>Most bytes of a picture before base64 (documented limit).</summary>
    public const int MaximumImage = 2 * 1024 * 1024;

    /// <inheritdoc/>
    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        ChannelOutcome outcome = await PostAsync(message, new { msgtype = "markdown", markdown = new { content = Markdown(message) } }, cancellationToken);
        if (outcome.Kind != OutcomeKind.Delivered)
        {
            return outcome;
        }

        if (message.Channel.Mentions.Count > 0 && message.Notification.Firing)
        {
            await PostAsync(message, new { msgtype = "text", text = new { content = Utf8Cut.To(message.Text.Title, 2048), mentioned_mobile_list = message.Channel.Mentions } }, cancellationToken);
        }

        if (message.ChartPng is { } png && png.Length <= MaximumImage)
        {
            // The service wants MD5 as a checksum, not as protection.
#pragma warning disable CA5351
            string md5 = Convert.ToHexStringLower(MD5.HashData(png.Span));
#pragma warning restore CA5351
            ChannelOutcome picture = await PostAsync(message, new { msgtype = "image", image = new { base64 = Convert.ToBase64String(png.Span), md5 } }, cancellationToken);
            return ChannelOutcome.Delivered(picture.Kind == OutcomeKind.Delivered ? "ok" : $"ok; picture: {picture.Detail}");
        }

        return outcome;
    }

    /// <summary>The message in the robot's markdown: bold title in the level's colour, one quoted block per alert.</summary>
    internal static string Markdown(ChannelMessage message)
    {
        StringBuilder text = new();
        string colour = !message.Notification.Firing ? "info" : message.Notification.Severity is "red" or "orange" ? "warning" : "comment";
        text.Append("**<font color=\"").Append(colour).Append("\">").Append(Escape(message.Text.Title)).Append("</font>**");
        foreach (IReadOnlyList<string> lines in message.Text.Paragraphs)
        {
            text.Append('\n');
            foreach (string line in lines)
            {
                text.Append("\n> ").Append(Escape(line));
            }
        }

        return Utf8Cut.To(text.ToString(), MaximumMarkdown);
    }

    private Task<ChannelOutcome> PostAsync(ChannelMessage message, object body, CancellationToken cancellationToken) => sender.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, HttpSender.AddressOf(message.Channel)) { Content = JsonBody.Of(body) },
        (status, answer) => Judge(RobotAnswer.Read(answer, "errcode", "errmsg")),
        cancellationToken);

    private static ChannelOutcome Judge(RobotAnswer answer) => answer.Code switch
    {
        0 => ChannelOutcome.Delivered(),
        45009 => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}", NodaTime.Duration.FromMinutes(1)),
        40058 => ChannelOutcome.Refused($"{answer.Code}: {answer.Message}"),
        null => ChannelOutcome.Failed(answer.Message),
        _ => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}"),
    };

    /// <summary>Angle brackets begin markup there.</summary>
    private static string Escape(string text) => text.Replace("<", "＜", StringComparison.Ordinal).Replace(">", "＞", StringComparison.Ordinal);
}
