namespace Tongbi.Collector.Counts;

/// <summary>An hour that moved now and then, with the versions at which it did: the hour as of any version can be told.</summary>
internal sealed class StepLog
{
    private readonly List<(long Version, int Hour)> steps = [];

    public IReadOnlyList<(long Version, int Hour)> Steps => steps;

    /// <summary>The newest hour; null if there never was one.</summary>
    public int? Last => steps.Count == 0 ? null : steps[^1].Hour;

    public void Add(long version, int hour)
    {
        if (steps.Count > 0 && steps[^1].Version == version)
        {
            steps[^1] = (version, hour);
        }
        else
        {
            steps.Add((version, hour));
        }
    }

    /// <summary>The hour as of a version; null if there was none yet.</summary>
    public int? AsOf(long version)
    {
        int low = 0, high = steps.Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            (low, high) = steps[middle].Version <= version ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : steps[low - 1].Hour;
    }
}
