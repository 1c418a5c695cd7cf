using System.Security.Cryptography;
using System.Text;

namespace Tongbi.Alerts.Channels.WeCom;

/// <summary>
/// 企业微信 group robot: markdown of at most 4,096 bytes, then the picture as a message of its own where there is one. A message counts as
/// delivered when the markdown is: the picture is an addition, and a second markdown would be a repetition. Where there is a file it is what
/// counts: it is uploaded and sent first (an upload that leads to nothing troubles nobody), then the words.
/// </summary>
internal sealed class WeComChannel(HttpSender sender) : IChannel
{
    /// <summary>Most bytes of a markdown message (documented limit).</summary>
    public const int MaximumMarkdown = 4096;

    /// <summary>Most bytes of a picture before base64 (documented limit).</summary>
    public const int MaximumImage = 2 * 1024 * 1024;

    /// <summary>Longest wait for an upload: 20 MB over a slow line.</summary>
    public static readonly TimeSpan UploadTimeout = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public bool CarriesFiles => true;

    /// <inheritdoc/>
    public async Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        object words = new { msgtype = "markdown", markdown = new { content = Markdown(message) } };
        if (message.File is { } file)
        {
            ChannelOutcome sent = await FileAsync(message, file, cancellationToken);
            return sent.Kind == OutcomeKind.Delivered ? With(sent, "text", await PostAsync(message, words, cancellationToken)) : sent;
        }

        ChannelOutcome outcome = await PostAsync(message, words, cancellationToken);
        if (outcome.Kind != OutcomeKind.Delivered)
        {
            return outcome;
        }

        if (message.Channel.Mentions.Count > 0 && message.Notification.Firing)
        {
            object mention = new { msgtype = "text", text = new { content = Utf8Cut.To(message.Text.Title, 2048), mentioned_mobile_list = message.Channel.Mentions } };
            outcome = With(outcome, "mention", await PostAsync(message, mention, cancellationToken));
        }

        if (message.ChartPng is { } png && png.Length <= MaximumImage)
        {
            // The service wants MD5 as a checksum, not as protection.
#pragma warning disable CA5351
            string md5 = Convert.ToHexStringLower(MD5.HashData(png.Span));
#pragma warning restore CA5351
            outcome = With(outcome, "picture", await PostAsync(message, new { msgtype = "image", image = new { base64 = Convert.ToBase64String(png.Span), md5 } }, cancellationToken));
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

    /// <summary>An outcome with what became of a further post: it cannot undo the delivery, it only stands on record.</summary>
    private static ChannelOutcome With(ChannelOutcome first, string what, ChannelOutcome further) =>
        (further.Kind == OutcomeKind.Delivered ? first : ChannelOutcome.Delivered($"{first.Detail}; {what}: {further.Detail}")) with { Posts = first.Posts + 1 };

    /// <summary>Uploads the file, which the robot keeps for three days, and sends it by the name that it got.</summary>
    private async Task<ChannelOutcome> FileAsync(ChannelMessage message, FileContent file, CancellationToken cancellationToken)
    {
        string? media = null;
        HttpRequestMessage upload = new(HttpMethod.Post, UploadAddress(HttpSender.AddressOf(message.Channel))) { Content = MediaForm.Of(file) };
        ChannelOutcome uploaded = await sender.SendAsync(
            upload,
            (_, answer) =>
            {
                media = RobotAnswer.Text(answer, "media_id");
                ChannelOutcome judged = Judge(RobotAnswer.Read(answer, "errcode", "errmsg"));
                return judged.Kind == OutcomeKind.Delivered && media is null ? ChannelOutcome.Failed("the answer to the upload names no media_id") : judged;
            },
            cancellationToken,
            UploadTimeout);

        // Nobody has seen anything of an upload: one of unknown outcome surely did not arrive.
        return uploaded.Kind == OutcomeKind.Delivered ? await PostAsync(message, new { msgtype = "file", file = new { media_id = media } }, cancellationToken)
            : uploaded.Kind == OutcomeKind.Unclear ? ChannelOutcome.Failed("upload: " + uploaded.Detail)
            : uploaded with { Detail = "upload: " + uploaded.Detail };
    }

    /// <summary>The robot's address with <c>upload_media</c> in place of <c>send</c>; the rest of it, a private deployment's prefix too, stays.</summary>
    internal static Uri UploadAddress(Uri address)
    {
        string path = address.AbsolutePath;
        return HttpSender.With(new UriBuilder(address) { Path = path[..(path.LastIndexOf('/') + 1)] + "upload_media" }.Uri, ("type", "file"));
    }

    private Task<ChannelOutcome> PostAsync(ChannelMessage message, object body, CancellationToken cancellationToken) => sender.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, HttpSender.AddressOf(message.Channel)) { Content = JsonBody.Of(body) },
        (status, answer) => Judge(RobotAnswer.Read(answer, "errcode", "errmsg")),
        cancellationToken);

    private static ChannelOutcome Judge(RobotAnswer answer) => answer.Code switch
    {
        0 => ChannelOutcome.Delivered(),
        45009 => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}", NodaTime.Duration.FromMinutes(1)),

        // Too long, too large, too small, of a kind that is not taken: the same again would be refused again.
        40058 or 40006 or 40004 => ChannelOutcome.Refused($"{answer.Code}: {answer.Message}"),
        null => ChannelOutcome.Failed(answer.Message),
        _ => ChannelOutcome.Failed($"{answer.Code}: {answer.Message}"),
    };

    /// <summary>Angle brackets begin markup there.</summary>
    private static string Escape(string text) => text.Replace("<", "＜", StringComparison.Ordinal).Replace(">", "＞", StringComparison.Ordinal);
}
