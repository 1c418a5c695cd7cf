using Microsoft.Extensions.Logging;
using NodaTime;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Delivery;

/// <summary>
/// Delivers what is due: channels beside one another, the messages of one channel one after the other and within its limits. The attempt is on
/// disk before it begins and its outcome after it ended; one that a kill cut off counts as unclear and is made again, saying 可能重复 unless the
/// far end honours the idempotency key.
/// </summary>
/// <param name="store">The alerts' file.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="channels">The channels.</param>
/// <param name="links">Links to acknowledge from a message.</param>
/// <param name="charts">Pictures for messages.</param>
/// <param name="simulated">Whether the data are simulated.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Log.</param>
public sealed class DeliveryWorker(AlertStore store, Func<NotifySettings> settings, ChannelSet channels, AcknowledgeLinks links, IAlertChart charts, Func<bool> simulated, IClock clock, ILogger<DeliveryWorker> logger)
{
    /// <summary>Channels that are served at the same time.</summary>
    private const int Parallel = 8;

    /// <summary>Messages of one channel in one turn.</summary>
    private const int Batch = 50;

    private static readonly Duration CapWindow = Duration.FromHours(1);

    /// <summary>Told of every outcome: the watchdog listens.</summary>
    public event Action<string, OutcomeKind>? Attempted;

    /// <summary>Takes up what a former process left in the middle of an attempt. Call once, before the first turn.</summary>
    public int Recover() => store.Write(session =>
    {
        Instant now = clock.GetCurrentInstant();
        List<OutboxRow> left = OutboxTable.Leased(session.Connection, session.Transaction);
        foreach (OutboxRow row in left)
        {
            OutboxTable.Record(session.Connection, session.Transaction, row, now, nameof(OutcomeKind.Unclear), "the program ended during the attempt");
            OutboxTable.Settle(session.Connection, session.Transaction, row, OutboxState.Waiting, now, unclear: true, now);
        }

        return left.Count;
    });

    /// <summary>Delivers all that is due now.</summary>
    /// <returns>Attempts made.</returns>
    public async Task<int> TurnAsync(CancellationToken cancellationToken)
    {
        Instant now = clock.GetCurrentInstant();
        List<string> due = store.Read(connection => OutboxTable.DueChannels(connection, now));
        int attempts = 0;
        await System.Threading.Tasks.Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken }, async (channel, token) =>
            Interlocked.Add(ref attempts, await ServeAsync(channel, token)));
        return attempts;
    }

    /// <summary>When the next message may go; null if none waits.</summary>
    public Instant? NextDue() => store.Read(OutboxTable.NextDue);

    private async Task<int> ServeAsync(string channelId, CancellationToken cancellationToken)
    {
        int attempts = 0;
        for (; attempts < Batch; attempts++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Take(channelId) is not { } taken)
            {
                break;
            }

            ChannelOutcome outcome = await AttemptAsync(taken, cancellationToken);
            Settle(taken.Row, outcome);
            Attempted?.Invoke(channelId, outcome.Kind);
            if (outcome.Kind is OutcomeKind.Failed or OutcomeKind.Unclear)
            {
                // What comes after would most likely fail as well; it has its own time.
                attempts++;
                break;
            }
        }

        return attempts;
    }

    /// <summary>Leases the next message that may go, putting together what was held back; null if none may.</summary>
    private Taken? Take(string channelId) => store.Write<Taken?>(session =>
    {
        Instant now = clock.GetCurrentInstant();
        NotifySettings current = settings();
        List<(long Id, bool Held, bool HasFile)> due = OutboxTable.Due(session.Connection, session.Transaction, channelId, now);
        if (due.Count == 0)
        {
            return null;
        }

        OutboxRow row = OutboxTable.Get(session.Connection, session.Transaction, due[0].Id);
        Receiver? receiver = current.Receivers.GetValueOrDefault(row.Receiver);
        if (receiver?.Channels.FirstOrDefault(channel => channel.Id == channelId) is not { } channel)
        {
            foreach ((long id, _, _) in due)
            {
                OutboxRow orphan = OutboxTable.Get(session.Connection, session.Transaction, id);
                OutboxTable.Record(session.Connection, session.Transaction, orphan, now, nameof(OutcomeKind.Refused), "the channel is no longer configured");
                OutboxTable.Settle(session.Connection, session.Transaction, orphan, OutboxState.Dead, now, orphan.Unclear, now);
            }

            return null;
        }

        int posts = ChannelLimits.MostPosts(channel, withAddition: row.Content.File is not null || (receiver.Profile == MessageProfile.Full && row.Content.Firing));
        Instant free = ChannelLimits.NextFree(ChannelLimits.Of(channel.Kind), OutboxTable.AttemptsSince(session.Connection, session.Transaction, channelId, now - CapWindow), now, posts);
        if (free > now)
        {
            OutboxTable.Postpone(session.Connection, session.Transaction, channelId, now, free, held: false);
            return null;
        }

        int? cap = receiver.PerHour ?? DefaultCaps.Of(channel.Kind);
        List<Instant> delivered = cap is null ? [] : OutboxTable.DeliveriesSince(session.Connection, session.Transaction, channelId, now - CapWindow);
        if (cap is { } most && delivered.Count >= most)
        {
            OutboxTable.Postpone(session.Connection, session.Transaction, channelId, now, delivered[^most] + CapWindow, held: true);
            return null;
        }

        // The last one that the cap allows stands for all that wait; so does the first after quiet hours for all that were held. A file stands for itself.
        bool last = cap is { } limit && limit - delivered.Count == 1;
        long[] together = row.Content.File is null ? [.. due.Where(waiting => (last || waiting.Held) && !waiting.HasFile).Select(waiting => waiting.Id)] : [];
        if (together.Length > 1)
        {
            row = Digest(session, [.. together.Select(id => OutboxTable.Get(session.Connection, session.Transaction, id))], channel, now);
        }

        OutboxTable.Lease(session.Connection, session.Transaction, row.Id);
        return new Taken(row with { Attempts = row.Attempts + 1 }, channel, receiver, current.Zone, now);
    });

    private static OutboxRow Digest(AlertSession session, OutboxRow[] rows, ChannelSettings channel, Instant now)
    {
        // The newest word on each alert counts; a later row has the later content.
        Dictionary<string, NotifiedAlert> latest = new(StringComparer.Ordinal);
        foreach (NotifiedAlert alert in rows.SelectMany(row => row.Content.Alerts))
        {
            latest[alert.Id] = alert;
        }

        Notification digest = new Notification
        {
            Reason = rows[^1].Content.Reason,
            Receiver = rows[0].Content.Receiver,
            GroupKey = $"digest:{channel.Id}:{rows[0].Id}-{rows[^1].Id}",
            GroupLabels = new Dictionary<string, string>(),
            Alerts = [],
            Truncated = rows.Sum(row => row.Content.Truncated),
            At = now,
            DigestOf = rows.Sum(row => row.Content.DigestOf),
            Note = string.Join('\n', rows.Select(row => row.Content.Note).OfType<string>()) is { Length: > 0 } notes ? notes : null,
            NoteEn = string.Join('\n', rows.Select(row => row.Content.NoteEn).OfType<string>()) is { Length: > 0 } notesEn ? notesEn : null,
        }.WithAlerts(latest.Values);
        long id = OutboxTable.Insert(session.Connection, session.Transaction, digest, rows[0].Receiver, channel, OutboxTable.KeyOf(digest, channel.Id), now, held: false)
            ?? throw new InvalidOperationException("A digest of these messages is there already.");
        foreach (OutboxRow row in rows)
        {
            OutboxTable.Merge(session.Connection, session.Transaction, row.Id, id, now);
        }

        return OutboxTable.Get(session.Connection, session.Transaction, id) with { Unclear = rows.Any(row => row.Unclear) };
    }

    private async Task<ChannelOutcome> AttemptAsync(Taken taken, CancellationToken cancellationToken)
    {
        try
        {
            bool maybeDuplicate = taken.Row.Unclear && !taken.Channel.HonoursIdempotencyKey;
            ReadOnlyMemory<byte>? chart = taken.Receiver.Profile == MessageProfile.Full && taken.Row.Content.Alerts is [{ Firing: true } first, ..]
                ? await charts.DrawAsync(first, taken.Receiver.Language, cancellationToken)
                : null;
            IChannel channel = channels[taken.Channel.Kind];
            Notification content = WithLinks(taken.Row);
            FileContent? file = content.File is { } attached && channel.CarriesFiles && taken.Receiver.Profile == MessageProfile.Full
                ? store.Read(connection => OutboxFiles.Find(connection, attached))
                : null;
            MessageText text = MessageText.Of(content, taken.Receiver, taken.Zone, maybeDuplicate, simulated(), withFile: file is not null);
            ChannelMessage message = new(taken.Channel, taken.Receiver, content, text, taken.Row.IdempotencyKey, chart, taken.At) { File = file };
            return await channel.SendAsync(message, cancellationToken);
        }
        catch (InvalidOperationException failure)
        {
            // A secret that is not there: an operator mends it while the message waits.
            return ChannelOutcome.Failed(failure.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.ChannelFailed(logger, taken.Channel.Id, failure);
            return ChannelOutcome.Failed(failure.GetType().Name);
        }
    }

    /// <summary>Links are made when they are sent, so that none lies on disk.</summary>
    private Notification WithLinks(OutboxRow row) => settings().PublicUrl is { } root
        ? row.Content with
        {
            Alerts =
            [
                .. row.Content.Alerts.Select(alert => alert.Firing
                    ? alert with { AcknowledgeLink = new Uri(root, "/acknowledge?t=" + links.TokenOf(alert.Id, row.Receiver, row.IdempotencyKey, row.Created)).ToString() }
                    : alert),
            ],
        }
        : row.Content;

    private void Settle(OutboxRow row, ChannelOutcome outcome) => store.Write(session =>
    {
        Instant now = clock.GetCurrentInstant();
        OutboxTable.Record(session.Connection, session.Transaction, row, now, outcome.Kind.ToString(), outcome.Detail, outcome.Posts);
        Instant? next = outcome.Kind is OutcomeKind.Failed or OutcomeKind.Unclear ? RetryPolicy.Next(row, row.Attempts, outcome.RetryAfter, now) : null;
        OutboxState state = outcome.Kind == OutcomeKind.Delivered ? OutboxState.Delivered : next is null ? OutboxState.Dead : OutboxState.Waiting;
        OutboxTable.Settle(session.Connection, session.Transaction, row, state, next ?? now, row.Unclear || outcome.Kind == OutcomeKind.Unclear, now);
        switch (state)
        {
            case OutboxState.Delivered:
                Log.Delivered(logger, row.Id, row.Channel, row.Attempts);
                break;
            case OutboxState.Dead:
                Log.GivenUp(logger, row.Id, row.Channel, row.Attempts, outcome.Detail);
                break;
            default:
                Log.WillRetry(logger, row.Id, row.Channel, row.Attempts, outcome.Detail);
                break;
        }
    });

    private sealed record Taken(OutboxRow Row, ChannelSettings Channel, Receiver Receiver, DateTimeZone Zone, Instant At);
}
