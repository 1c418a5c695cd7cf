using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>
/// The days, months and years of upper series that are told as a whole because something in them is below 0: a figure is 0 or more, but a sum with them in it is
/// right. Once nothing in them is below 0 any more the figure has to be taken back, and no change of the log tells of that: so they are remembered, before they are
/// sent, and forgotten after they were taken back.
/// </summary>
internal sealed class DeficitBook
{
    /// <summary>Of more buckets than this only the number is known, and every bucket that moves is looked at as if it were one of them.</summary>
    public const int Most = 10_000;

    private const string Told = "told", Untold = "untold", Full = "full";
    private readonly HashSet<(string Series, BucketGrain Grain, int Start)> told = [];
    private readonly HashSet<(string Series, int Year)> untold = [];
    private readonly HashSet<(string Series, BucketGrain Grain, int Start)> ending = [];
    private bool isFull;

    /// <summary>How many are told as a whole.</summary>
    public int Count => told.Count;

    /// <summary>How many years are below 0 themselves: no figure can tell them.</summary>
    public int UntoldYears => untold.Count;

    /// <summary>Whether something came in since <see cref="Remembered"/>.</summary>
    public bool HasGrown { get; private set; }

    /// <summary>Whether a bucket is, or may be, told as a whole.</summary>
    public bool Holds(UpperSeries upper, BucketGrain grain, int start) => isFull || told.Contains((Name(upper), grain, start));

    /// <summary>Notes how a bucket is told from now on.</summary>
    /// <param name="upper">Its series.</param>
    /// <param name="grain">Day, month or year.</param>
    /// <param name="start">Its number.</param>
    /// <param name="hasDeficit">Whether something in it is below 0.</param>
    /// <param name="isBelow">Whether it is below 0 itself.</param>
    public void Note(UpperSeries upper, BucketGrain grain, int start, bool hasDeficit, bool isBelow)
    {
        (string, BucketGrain, int) bucket = (Name(upper), grain, start);
        if (!hasDeficit)
        {
            ending.Add(bucket);
        }
        else
        {
            ending.Remove(bucket);
            if (told.Count < Most)
            {
                HasGrown |= told.Add(bucket);
            }
            else if (!told.Contains(bucket))
            {
                HasGrown |= !isFull;
                isFull = true;
            }
        }

        if (grain == BucketGrain.Year && (isBelow ? untold.Count < Most && untold.Add((bucket.Item1, start)) : untold.Remove((bucket.Item1, start))))
        {
            HasGrown = true;
        }
    }

    /// <summary>What came in is on disk.</summary>
    public void Remembered() => HasGrown = false;

    /// <summary>What was taken back is taken back there: it is forgotten.</summary>
    public void Settle()
    {
        told.ExceptWith(ending);
        ending.Clear();
    }

    /// <summary>Takes over what was kept.</summary>
    public void Load(IReadOnlyDictionary<string, int[]> kept)
    {
        told.Clear();
        untold.Clear();
        ending.Clear();
        isFull = kept.ContainsKey(Full);
        foreach ((string key, int[] numbers) in kept)
        {
            string[] parts = key.Split('|', 2);
            for (int i = 0; parts is [Told, _] && i + 1 < numbers.Length; i += 2)
            {
                told.Add((parts[1], (BucketGrain)numbers[i], numbers[i + 1]));
            }

            foreach (int year in parts is [Untold, _] ? numbers : [])
            {
                untold.Add((parts[1], year));
            }
        }
    }

    /// <summary>All of it, to be kept.</summary>
    public void Save(Dictionary<string, int[]> kept)
    {
        foreach (IGrouping<string, (string Series, BucketGrain Grain, int Start)> series in told.GroupBy(bucket => bucket.Series))
        {
            kept[$"{Told}|{series.Key}"] = [.. series.OrderBy(bucket => (bucket.Grain, bucket.Start)).SelectMany(bucket => new[] { (int)bucket.Grain, bucket.Start })];
        }

        foreach (IGrouping<string, (string Series, int Year)> series in untold.GroupBy(year => year.Series))
        {
            kept[$"{Untold}|{series.Key}"] = [.. series.Select(year => year.Year).Order()];
        }

        if (isFull)
        {
            kept[Full] = [];
        }
    }

    private static string Name(UpperSeries upper) => string.Join('|', upper.Source, upper.Metric, upper.Category, upper.Unit);
}
