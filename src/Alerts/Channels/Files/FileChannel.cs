using System.Text;
using Tongbi.Alerts.Channels.Webhook;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels.Files;

/// <summary>
/// Puts each message into a folder, for a gateway that carries files across a border: Alertmanager's payload as JSON, the words as text, the
/// chart, an attached file. A file appears under its name only when it is complete (written aside, synced, renamed), and one message has one name: delivering
/// it again changes nothing.
/// </summary>
internal sealed class FileChannel(string baseFolder) : IChannel
{
    /// <inheritdoc/>
    public bool CarriesFiles => true;

    /// <inheritdoc/>
    public Task<ChannelOutcome> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(message.Channel.Folder ?? ".", baseFolder);
        string name = $"{message.Notification.At.ToDateTimeUtc():yyyyMMdd'T'HHmmss'Z'}-{Safe(message.IdempotencyKey)}";
        try
        {
            Directory.CreateDirectory(folder);
            Notification told = message.Receiver.Profile == MessageProfile.Full ? message.Notification : OutsideProfile.Of(message.Notification);
            using ByteArrayContent json = JsonBody.Of(AlertmanagerPayload.Webhook(told, message.Receiver.Id));
            Write(folder, name + ".txt", Encoding.UTF8.GetBytes(message.Text.Plain + "\n"));
            if (message.ChartPng is { } png)
            {
                Write(folder, name + ".png", png.ToArray());
            }

            if (message.File is { } file)
            {
                Write(folder, $"{name}-{file.Name}", file.Bytes.ToArray());
            }

            // The JSON comes last: whoever sees it sees the others.
            using Stream stream = json.ReadAsStream(cancellationToken);
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            Write(folder, name + ".json", bytes.ToArray());
            return Task.FromResult(ChannelOutcome.Delivered(name));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(ChannelOutcome.Failed($"cannot write into the folder: {failure.GetType().Name}"));
        }
    }

    private static void Write(string folder, string name, byte[] bytes)
    {
        string aside = Path.Combine(folder, "." + name + ".part");
        using (FileStream file = new(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, Path.Combine(folder, name), overwrite: true);
    }

    private static string Safe(string key) => string.Concat(key.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
}
