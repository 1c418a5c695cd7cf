using System.Numerics;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Statistics;

/// <summary>What a measure reads over one span: a count, or for a ratio two counts that are divided only when printed.</summary>
/// <param name="Above">The count; the one above the line for a ratio.</param>
/// <param name="Below">The count below the line; null for anything but a ratio.</param>
internal readonly record struct Reading(CountAnswer Above, CountAnswer? Below = null)
{
    /// <summary>How much of the span is known, of the worse known part.</summary>
    public CountKnowledge Knowledge => Below is not { } below ? Above.Knowledge
        : Above.Knowledge == CountKnowledge.TooCoarse || below.Knowledge == CountKnowledge.TooCoarse ? CountKnowledge.TooCoarse
        : (CountKnowledge)Math.Min((int)Above.Knowledge, (int)below.Knowledge);

    /// <summary>The coarsest grain that went in.</summary>
    public BucketGrain Coarsest => Below is { } below && below.Coarsest > Above.Coarsest ? below.Coarsest : Above.Coarsest;

    /// <summary>Sources that leave a gap.</summary>
    public IReadOnlyList<string> Missing => Below is { } below ? CountAnswers.Union(Above.Missing, below.Missing) : Above.Missing;

    /// <summary>Whether a source will still deliver what belongs to the span, and need not have yet.</summary>
    public bool IsAwaited => Above.IsAwaited || Below is { IsAwaited: true };

    /// <summary>Whether the counts themselves are known; a ratio's denominator may still be 0.</summary>
    public bool IsKnown => Above.Value is not null && Below is not { Value: null };

    /// <summary>Whether anything but a known or unknown nothing stands here.</summary>
    public bool IsSomething => Above.Value is not (null or 0) || Below?.Value is not (null or 0) || Knowledge == CountKnowledge.TooCoarse;

    /// <summary>The figure: the count, or the quotient with 4 decimals; null when unknown, or when there is nothing to divide by.</summary>
    public decimal? Value(Rounding rounding) => Above.Value is not long above ? null
        : Below is not { } below ? above
        : below.Value is long divisor and > 0 ? ExactQuotient.Round((Int128)above, divisor, 4, rounding)
        : null;

    /// <summary>Difference of two ratios in percentage points with 2 decimals, rounded once from the four counts; and whether they are equal.</summary>
    public static (decimal Points, bool Equal) Points(Reading current, Reading @base, Rounding rounding)
    {
        // Callers have checked that all four are known and both denominators above 0.
        (BigInteger above, BigInteger below) = (current.Above.Value!.Value, current.Below!.Value.Value!.Value);
        (BigInteger baseAbove, BigInteger baseBelow) = (@base.Above.Value!.Value, @base.Below!.Value.Value!.Value);
        BigInteger difference = (above * baseBelow) - (baseAbove * below);
        return (ExactQuotient.Round(difference * 100, below * baseBelow, 2, rounding), difference.IsZero);
    }
}
