using NodaTime;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// Gathers from the ledger what makes a state look as it did at an older version, or before a moment inside an hour: the log's tail since that
/// version, undone, and the events of the moment's hour that lie after it. Memory grows with the tail's distinct buckets.
/// </summary>
internal sealed class LookBack(ILedger ledger, long? asOfVersion, Instant? at)
{
    private readonly Dictionary<(int Handle, BucketGrain Grain, int Start), (long Delta, int Presence)> tail = [];
    private readonly Dictionary<(int Handle, int Day), (int Late, int Moved)> corrections = [];
    private IReadOnlyDictionary<int, long> later = new Dictionary<int, long>();
    private CubeState? from;
    private long readTo = asOfVersion ?? 0;
    private long laterVersion = -1;

    /// <summary>Reads on, to the version that the state has now.</summary>
    public async Task ReadToAsync(CubeState state, CancellationToken cancellationToken)
    {
        if (from is null || (!ReferenceEquals(from, state) && !from.Fits(state.Catalogue)))
        {
            tail.Clear();
            corrections.Clear();
            readTo = asOfVersion ?? 0;
        }

        from = state;
        long target = state.Version;
        if (asOfVersion is not null && readTo < target)
        {
            await foreach (ChangeSet set in ledger.ReadChangesAsync(readTo, cancellationToken))
            {
                if (set.Version > target)
                {
                    break;
                }

                Take(state, set);
            }
        }

        readTo = target;
        long version = asOfVersion ?? target;
        if (at is { } moment && laterVersion != version)
        {
            long second = moment.ToUnixTimeSeconds();
            long end = state.Calendar.StartSecondsOfHour(state.Calendar.HourOf(second) + 1);
            later = second + 1 < end
                ? await ledger.ReadEventSumsAsync(second + 1, end, version, cancellationToken)
                : new Dictionary<int, long>();
            laterVersion = version;
        }
    }

    /// <summary>Whether all was read that this state needs.</summary>
    public bool Fits(CubeState state) => ReferenceEquals(from, state) && readTo == state.Version;

    /// <summary>What to lay over the state that was read up to.</summary>
    public CubeOverlay Overlay(CubeState state)
    {
        List<RawChange> changes = new(tail.Count + later.Count);
        foreach (((int handle, BucketGrain grain, int start), (long delta, int presence)) in tail)
        {
            if (delta != 0 || presence != 0)
            {
                changes.Add(new RawChange(handle, grain, start, delta, presence).Undone);
            }
        }

        if (at is { } moment)
        {
            int hour = state.Calendar.HourOf(moment.ToUnixTimeSeconds());
            foreach ((int handle, long sum) in later)
            {
                changes.Add(new RawChange(handle, BucketGrain.Event, hour, -sum, 0));
            }
        }

        changes.Sort((a, b) => a.Handle.CompareTo(b.Handle));
        LeafCorrection[] undone = [.. corrections.Where(day => day.Value != default).Select(day => new LeafCorrection(day.Key.Handle, day.Key.Day, day.Value.Late, day.Value.Moved).Undone)];
        return CubeOverlay.Of(state, changes, undone, asOfVersion ?? state.Version);
    }

    private void Take(CubeState state, ChangeSet set)
    {
        foreach (Change change in set.Changes)
        {
            if (state.TryRaw(change, out RawChange raw))
            {
                (int, BucketGrain, int) key = (raw.Handle, raw.Grain, raw.Start);
                (long Delta, int Presence) sum = tail.GetValueOrDefault(key);
                tail[key] = (sum.Delta + raw.Delta, sum.Presence + raw.Presence);
            }
        }

        state.Lateness.Judge(set, found =>
        {
            (int Late, int Moved) sum = corrections.GetValueOrDefault((found.Handle, found.Day));
            corrections[(found.Handle, found.Day)] = (sum.Late + found.Late, sum.Moved + found.Moved);
        });
    }
}
