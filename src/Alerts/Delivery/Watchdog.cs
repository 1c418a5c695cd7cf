using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Rosters;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Delivery;

/// <summary>
/// Watches over alerting itself: tells the receiver of <c>watchdog</c> when messages pile up, a channel keeps failing or rules are not
/// evaluated, or when something else that it looks after is in trouble, once each until it is over, and sends the heartbeat whose absence tells what the program no longer can. Not thread-safe, but for
/// <see cref="Attempted"/>.
/// </summary>
/// <param name="store">The alerts' file.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="rosters">Who is on duty.</param>
/// <param name="lastEvaluation">When rules were last evaluated; null if there are none.</param>
/// <param name="parts">What else is looked after; null = nothing.</param>
public sealed class Watchdog(AlertStore store, Func<NotifySettings> settings, RosterBook rosters, Func<Instant?> lastEvaluation, IReadOnlyList<IWatchedPart>? parts = null)
{
    /// <summary>A message older than this that was not held on purpose is a backlog.</summary>
    public static readonly Duration OldMessage = Duration.FromMinutes(10);

    /// <summary>Rules not evaluated for this long are late.</summary>
    public static readonly Duration LateEvaluation = Duration.FromMinutes(10);

    /// <summary>So many failures in a row are worth telling.</summary>
    public const int FailuresInARow = 5;

    private static readonly Duration LookEvery = Duration.FromMinutes(1);

    /// <summary>When it wants to look next.</summary>
    public Instant? NextDue => nextHeartbeat is { } heartbeat ? Instant.Min(heartbeat, nextLook) : nextLook;

    /// <summary>Takes note of an attempt.</summary>
    public void Attempted(string channel, OutcomeKind outcome)
    {
        if (outcome == OutcomeKind.Delivered)
        {
            failures.TryRemove(channel, out _);
        }
        else
        {
            failures.AddOrUpdate(channel, 1, (_, count) => count + 1);
        }
    }

    /// <summary>Looks, if it is time.</summary>
    /// <returns>How many messages were put into the outbox.</returns>
    public int Turn(Instant now)
    {
        NotifySettings current = settings();
        int told = Heartbeat(current, now);
        if (now < nextLook)
        {
            return told;
        }

        nextLook = now + LookEvery;
        (long count, Instant? oldest) = store.Read(connection => OutboxTable.Backlog(connection, now - OldMessage));
        told += Tell(current, "outbox", count > 0, now, words => words.Say("watchdog.outbox", ("count", Text(count)), ("minutes", Text((long)(now - (oldest ?? now)).TotalMinutes))));
        Instant? evaluated = lastEvaluation();
        told += Tell(current, "evaluation", evaluated is { } at && now - at > LateEvaluation, now, words => words.Say("watchdog.evaluation", ("minutes", Text((long)(now - (evaluated ?? now)).TotalMinutes))));
        foreach ((string channel, int times) in failures)
        {
            told += Tell(current, "channel:" + channel, times >= FailuresInARow, now, words => words.Say("watchdog.channel", ("channel", channel), ("count", Text(times))), except: channel);
        }

        told += TellOfParts(current, now);
        open.RemoveWhere(what => what.StartsWith("channel:", StringComparison.Ordinal) && !failures.ContainsKey(what["channel:".Length..]));
        return told;
    }

    private int TellOfParts(NotifySettings current, Instant now)
    {
        int told = 0;
        HashSet<string> wrong = new(StringComparer.Ordinal);
        foreach (WatchedTrouble trouble in parts?.SelectMany(part => part.Troubles(now)) ?? [])
        {
            wrong.Add(trouble.What);
            told += Tell(current, trouble.What, wrong: true, now, trouble.Say);
        }

        // What is over may be told again when it comes back.
        open.RemoveWhere(what => ofParts.Contains(what) && !wrong.Contains(what));
        ofParts = wrong;
        return told;
    }

    private int Heartbeat(NotifySettings current, Instant now)
    {
        if (current.Heartbeat is not { } heartbeat)
        {
            nextHeartbeat = null;
            return 0;
        }

        if (nextHeartbeat is { } due && now < due)
        {
            return 0;
        }

        nextHeartbeat = now + heartbeat.Every;
        return Put(current, heartbeat.Receiver, "heartbeat", now, words => words.Say("heartbeat", ("time", MessageText.Time(now, current.Zone))), except: null);
    }

    private int Tell(NotifySettings current, string what, bool wrong, Instant now, Func<MessageWords, string> say, string? except = null)
    {
        if (!wrong)
        {
            open.Remove(what);
            return 0;
        }

        string? receiver = current.WatchdogReceiver ?? current.Route?.Receiver;
        return receiver is null || !open.Add(what) ? 0 : Put(current, receiver, what, now, say, except);
    }

    private int Put(NotifySettings current, string receiverId, string what, Instant now, Func<MessageWords, string> say, string? except)
    {
        if (rosters.Resolve(current, receiverId, now) is not { } receiver)
        {
            return 0;
        }

        Notification message = new()
        {
            Reason = SendReason.Watchdog,
            Receiver = receiverId,
            GroupKey = "watchdog:" + what,
            GroupLabels = new Dictionary<string, string> { ["rule"] = "tongbi-" + what.Split(':')[0] },
            Alerts = [],
            Note = say(MessageWords.Chinese),
            NoteEn = say(MessageWords.English),
            At = now,
        };

        // Telling over the channel that fails would only lengthen its queue.
        Receiver reachable = receiver with { Channels = [.. receiver.Channels.Where(channel => channel.Id != except)] };
        store.Write(session => OutboxTable.Put(session.Connection, session.Transaction, message, reachable, current.Zone));
        return reachable.Channels.Count > 0 ? 1 : 0;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private readonly ConcurrentDictionary<string, int> failures = new(StringComparer.Ordinal);

    /// <summary>What was told and is not over.</summary>
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private HashSet<string> ofParts = new(StringComparer.Ordinal);
    private Instant nextLook = Instant.MinValue;
    private Instant? nextHeartbeat;
}
