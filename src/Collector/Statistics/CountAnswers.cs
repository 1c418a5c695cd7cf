using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Statistics;

/// <summary>Sums and differences of answers of the cube; what is unknown in a part stays unknown in the whole.</summary>
internal static class CountAnswers
{
    /// <summary>
    /// The sum of parts that do not overlap. A part known too coarsely makes the sum so; a part of which nothing is known leaves the sum known in part.
    /// </summary>
    public static CountAnswer Sum(IEnumerable<CountAnswer> parts)
    {
        CountAnswer? sum = null;
        foreach (CountAnswer part in parts)
        {
            sum = sum is { } before ? Add(before, part) : part;
        }

        return sum ?? CountAnswer.Unknown([]);
    }

    /// <summary>What is left of a whole when its parts are taken away: what stands at a parent itself.</summary>
    public static CountAnswer Less(CountAnswer whole, CountAnswer parts) => whole with { Value = whole.Value - (parts.Value ?? 0) };

    /// <summary>Names of both lists, each once.</summary>
    public static IReadOnlyList<string> Union(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count == 0 ? other : other.Count == 0 ? one : [.. one.Union(other, StringComparer.Ordinal)];

    private static CountAnswer Add(CountAnswer one, CountAnswer other)
    {
        BucketGrain coarsest = one.Coarsest > other.Coarsest ? one.Coarsest : other.Coarsest;
        IReadOnlyList<string> missing = Union(one.Missing, other.Missing);
        if (one.Knowledge == CountKnowledge.TooCoarse || other.Knowledge == CountKnowledge.TooCoarse)
        {
            return new CountAnswer(null, CountKnowledge.TooCoarse, coarsest, missing);
        }

        CountKnowledge knowledge = one.Knowledge == other.Knowledge ? one.Knowledge : CountKnowledge.Partial;
        long? value = knowledge == CountKnowledge.None ? null : (one.Value ?? 0) + (other.Value ?? 0);
        return new CountAnswer(value, knowledge, coarsest, missing) { IsAwaited = one.IsAwaited || other.IsAwaited };
    }
}
