using NodaTime;
using NodaTime.Extensions;

namespace Tongbi.Collector.Publishing;

/// <summary>A target's report, kept up by its publisher. Thread-safe.</summary>
internal sealed class TargetStatus(PublishTarget target, TimeProvider time)
{
    private readonly Lock gate = new();
    private TargetReport report = new(target, PublishState.Starting, 0, null, null, 0, 0, null, null, null);

    public TargetReport Report
    {
        get
        {
            lock (gate)
            {
                return report;
            }
        }
    }

    private Instant Now => time.GetUtcNow().ToInstant();

    /// <summary>Takes over what the cursor says.</summary>
    public void Reach(long cursor, long historyUntil, bool isCaughtUp) => Change(old => old with
    {
        Cursor = cursor,
        HistoryUntil = historyUntil > 0 ? historyUntil : null,
        WaitingSince = isCaughtUp ? null : old.WaitingSince,
        State = old.State is PublishState.Retrying or PublishState.Unauthorized or PublishState.Blocked && !isCaughtUp ? old.State
            : historyUntil > 0 ? PublishState.History
            : PublishState.Current,
    });

    /// <summary>A version recorded then is not yet there.</summary>
    public void Wait(Instant recordedAt) => Change(old => old with { WaitingSince = recordedAt });

    /// <summary>The target took something.</summary>
    public void Succeed(long sent) => Change(old => old with
    {
        Sent = old.Sent + sent,
        LastSuccessAt = Now,
        State = old.HistoryUntil is null ? PublishState.Current : PublishState.History,
    });

    /// <summary>The target refused some for good.</summary>
    public void Refuse(long refused, string reason) => Change(old => old with { Refused = old.Refused + refused, LastErrorAt = Now, LastError = reason });

    /// <summary>What could not be told bucket by bucket, or at all.</summary>
    public void TellDeficits(long coarsened, long untold) => Change(old => old with { Coarsened = coarsened, Untold = untold });

    /// <summary>The target did not take anything.</summary>
    public void Fail(PublishState state, string reason) => Change(old => old with { State = state, LastErrorAt = Now, LastError = reason });

    /// <summary>What was counted before a restart.</summary>
    public void Remember(long sent, long refused) => Change(old => old with { Sent = sent, Refused = refused });

    private void Change(Func<TargetReport, TargetReport> change)
    {
        lock (gate)
        {
            report = change(report);
        }
    }
}
