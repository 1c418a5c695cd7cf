using Microsoft.AspNetCore.SignalR;
using NodaTime;
using Tongbi.Collector.Counts;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Live;

/// <summary>
/// One screen's connection. At most one message is on its way to it; what comes in the meantime is merged by remembering <i>up to where</i> the
/// screen was told, not what is to be told. So a screen that stops reading costs a few numbers here and one message in the transport, and holds
/// back nobody. Thread-safe.
/// </summary>
internal sealed class LiveConnection(HubCallerContext context, ILiveClient client, SourceBoard sources, IAlertBoard alerts, ICountCube cube, TimeProvider time, ILogger logger)
{
    /// <summary>SignalR's id of the connection.</summary>
    public string Id => context.ConnectionId;

    /// <summary>Whose screen it is, for records: <c>device:&lt;id&gt;</c>, an account's name.</summary>
    public string Actor => context.User?.ActorName() ?? "";

    /// <summary>Whether the screen's connection has taken everything about alerts up to a transition.</summary>
    public bool HasTakenAlert(long number)
    {
        lock (gate)
        {
            return !needsFirst && toldAlerts >= number && !sending;
        }
    }

    /// <summary>The view that is shown; null before the first subscription.</summary>
    public LiveView? View => view;

    /// <summary>Whether a message is on its way that the transport has not taken yet.</summary>
    public bool IsSending
    {
        get
        {
            lock (gate)
            {
                return sending;
            }
        }
    }

    /// <summary>Shows a view from now on, beginning with a snapshot, or with the difference since <paramref name="version"/>. Gives the view shown before.</summary>
    public LiveView? Show(LiveView next, long? version)
    {
        LiveView? before;
        lock (gate)
        {
            before = view;
            view = next;
            resumeFrom = version;
            needsFirst = true;
            told = target = toldVersion = 0;
        }

        Pump();
        return before;
    }

    /// <summary>Tells the screen whatever it lacks, now or as soon as the message before has gone out.</summary>
    public void Notify()
    {
        lock (gate)
        {
            target = view?.Current?.Sequence ?? 0;
        }

        Pump();
    }

    /// <summary>Gives a sign of life, behind whatever is still to be told.</summary>
    public void Beat(string at)
    {
        lock (gate)
        {
            heartbeatAt = at;
        }

        Pump();
    }

    /// <summary>Tells the screen about sources, and nothing else that the publisher has not let through yet.</summary>
    public void NotifySources() => Pump();

    /// <summary>Closes the connection if its screen has not taken a message for so long; true if it did.</summary>
    public bool DropIfStalled(TimeSpan limit)
    {
        lock (gate)
        {
            if (!sending || time.GetElapsedTime(sendingSince) < limit)
            {
                return false;
            }
        }

        Log.StalledConnectionDropped(logger, context.ConnectionId, limit.TotalSeconds);
        context.Abort();
        return true;
    }

    /// <summary>Closes the connection.</summary>
    public void Abort() => context.Abort();

    private void Pump()
    {
        lock (gate)
        {
            if (sending)
            {
                return;
            }

            sending = true;
            sendingSince = time.GetTimestamp();
        }

        _ = SendAllAsync();
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (Next() is { } send)
            {
                await send();
            }
        }
        catch (Exception failure)
        {
            // The connection cannot be told anything any more; it is closed so that its screen connects anew. The others go on.
            Log.SendFailed(logger, context.ConnectionId, failure);
            context.Abort();
        }
    }

    /// <summary>What the screen lacks most; null when nothing, and then nothing is being sent any more.</summary>
    private Func<Task>? Next()
    {
        lock (gate)
        {
            Func<Task>? send = FirstMessage() ?? AlertMessage() ?? FiguresMessage() ?? SourceMessage() ?? HeartbeatMessage();
            sending = send is not null;
            sendingSince = time.GetTimestamp();
            return send;
        }
    }

    private Func<Task>? FirstMessage()
    {
        if (!needsFirst || view?.Current is not { } state)
        {
            return null;
        }

        needsFirst = false;
        TellUpTo(state);
        if (resumeFrom is { } version && state.DifferenceSince(version) is { } difference)
        {
            // A difference has figures only; the sources and alerts follow one by one.
            toldSources = 0;
            toldAlerts = 0;
            return () => client.Update(difference);
        }

        return SnapshotMessage(view, state);
    }

    private Func<Task>? FiguresMessage()
    {
        if (needsFirst || view?.Current is not { } state || told >= target || told >= state.Sequence)
        {
            return null;
        }

        long before = told;
        TellUpTo(state);
        if (before < state.FirstSequence)
        {
            return SnapshotMessage(view, state);
        }

        EncodedMessage update = state.UpdateSince(before);
        return () => client.Update(update);
    }

    private Func<Task> SnapshotMessage(LiveView shown, ViewState state)
    {
        toldSources = sources.Sequence;
        toldAlerts = alerts.Sequence;
        EncodedMessage snapshot = shown.SnapshotOf(state, Instant.FromDateTimeOffset(time.GetUtcNow()));
        return () => client.Snapshot(snapshot);
    }

    private Func<Task>? AlertMessage()
    {
        if (view is null || needsFirst || toldAlerts >= alerts.Sequence)
        {
            return null;
        }

        (toldAlerts, EncodedMessage? alert) = alerts.NextAfter(toldAlerts, view.Key.Unit);
        return alert is null ? null : () => client.AlertChanged(alert);
    }

    private Func<Task>? SourceMessage()
    {
        if (view is null || needsFirst || sources.NextAfter(toldSources) is not { } next)
        {
            return null;
        }

        toldSources = next.Sequence;
        return () => client.SourceChanged(next.Message);
    }

    private Func<Task>? HeartbeatMessage()
    {
        if (heartbeatAt is not { } at)
        {
            return null;
        }

        heartbeatAt = null;

        // Versions that changed nothing on this screen were not told: it is at them all the same. Never one that is ahead of its figures.
        if (view?.Current is { } state && told == state.Sequence)
        {
            toldVersion = state.Version;
        }

        long version = view is null ? cube.Version : toldVersion;
        EncodedMessage heartbeat = LiveMessages.Heartbeat(at, version);
        return () => client.Heartbeat(heartbeat);
    }

    private void TellUpTo(ViewState state)
    {
        told = state.Sequence;
        toldVersion = state.Version;
    }

    private readonly Lock gate = new();
    private LiveView? view;
    private long? resumeFrom;
    private bool needsFirst;

    /// <summary>Sequence of the view up to which the screen was told.</summary>
    private long told;

    /// <summary>Sequence of the view up to which it may be told: raised by the publisher, which keeps the rate.</summary>
    private long target;

    /// <summary>Version of the data that the screen is at.</summary>
    private long toldVersion;

    private long toldSources;

    /// <summary>Number of the last alert transition that the screen was told of.</summary>
    private long toldAlerts;
    private string? heartbeatAt;
    private bool sending;
    private long sendingSince;
}
