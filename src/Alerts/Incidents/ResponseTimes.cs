using System.Collections.Immutable;
using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>
/// How long a stage took, over several alerts. The buckets are those by which dispatchers' acknowledgements are ranked (DOMAIN §8):
/// 0–30, 30–60, 60–120, 120–180 and above 180 seconds, each with its upper bound in it.
/// </summary>
/// <param name="Count">Alerts that went through the stage.</param>
/// <param name="Waiting">Alerts that began it and have not ended it: they are in no bucket.</param>
/// <param name="Buckets">Alerts by how long it took.</param>
/// <param name="Median">Half took no longer; null where <paramref name="Count"/> is 0.</param>
/// <param name="P90">Nine of ten took no longer (nearest rank); null where <paramref name="Count"/> is 0.</param>
public sealed record ResponseTimes(int Count, int Waiting, IReadOnlyList<int> Buckets, Duration? Median, Duration? P90)
{
    /// <summary>Upper bounds of all buckets but the last.</summary>
    public static ImmutableArray<Duration> Bounds { get; } = [.. new[] { 30, 60, 120, 180 }.Select(seconds => Duration.FromSeconds(seconds))];

    /// <summary>Puts durations together.</summary>
    /// <param name="took">How long it took; null where it goes on.</param>
    public static ResponseTimes Of(IEnumerable<Duration?> took)
    {
        Duration?[] all = [.. took];
        Duration[] done = [.. all.OfType<Duration>().Order()];
        int[] buckets = new int[Bounds.Length + 1];
        foreach (Duration one in done)
        {
            int bucket = 0;
            while (bucket < Bounds.Length && one > Bounds[bucket])
            {
                bucket++;
            }

            buckets[bucket]++;
        }

        return new ResponseTimes(done.Length, all.Length - done.Length, buckets, Rank(done, 50), Rank(done, 90));
    }

    private static Duration? Rank(Duration[] sorted, int percent) => sorted.Length == 0 ? null : sorted[(((sorted.Length * percent) + 99) / 100) - 1];
}
