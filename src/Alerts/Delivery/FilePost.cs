using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Rosters;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Delivery;

/// <inheritdoc cref="IFilePost"/>
public sealed class FilePost(AlertStore store, Func<NotifySettings> settings, RosterBook rosters, IClock clock) : IFilePost
{
    /// <summary>Raised after something was put into the outbox; handlers only signal.</summary>
    public event Action? Posted;

    /// <inheritdoc/>
    public FilePosting Post(FileMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Mistake() is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(message));
        }

        Instant now = clock.GetCurrentInstant();
        NotifySettings current = settings();
        if (rosters.Resolve(current, message.Receiver, now) is not { Channels.Count: > 0 } receiver)
        {
            return FilePosting.NobodyThere;
        }

        AttachedFile file = new(message.FileName, message.ContentType, message.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(message.Bytes.Span)));
        Notification told = new()
        {
            Reason = SendReason.File,
            Receiver = message.Receiver,
            GroupKey = GroupKeyOf(message.Key),
            GroupLabels = new Dictionary<string, string> { ["rule"] = "tongbi-file" },
            Alerts = [],
            At = now,
            Title = message.Title,
            TitleEn = message.TitleEn,
            Note = message.Text,
            NoteEn = message.TextEn,
            File = file,
            Link = message.PagePath is { } path && current.PublicUrl is { } root ? new Uri(root, path).ToString() : null,
        };
        bool isNew = store.Write(session =>
        {
            bool any = false;
            foreach (ChannelSettings channel in receiver.Channels)
            {
                any |= OutboxTable.Insert(session.Connection, session.Transaction, told, receiver.Id, channel, KeyOf(message.Key, channel.Id), now, held: false) is not null;
            }

            if (any)
            {
                OutboxFiles.Keep(session.Connection, session.Transaction, file, message.Bytes, now);
            }

            return any;
        });
        if (isNew)
        {
            Posted?.Invoke();
        }

        return isNew ? FilePosting.Posted : FilePosting.PostedBefore;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeliveryEntry> Find(string key) => DeliveryRecord.Find(store, "WHERE group_key = $1 ORDER BY id DESC LIMIT 200", GroupKeyOf(key));

    private static string GroupKeyOf(string key) => "file:" + key;

    private static string KeyOf(string key, string channel) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"file\n{key}\n{channel}")).AsSpan(0, 16));
}
