namespace Tongbi.Dashboard.Charts;

/// <summary>An axis of values: where it begins and ends, and its round steps.</summary>
/// <param name="Low">Lowest value on it.</param>
/// <param name="High">Highest value on it, above <paramref name="Low"/>.</param>
/// <param name="Step">From one tick to the next.</param>
internal sealed record ValueScale(decimal Low, decimal High, decimal Step)
{
    /// <summary>The ticks, from the lowest.</summary>
    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (int tick = 0; Low + (tick * Step) <= High; tick++)
            {
                yield return Low + (tick * Step);
            }
        }
    }

    /// <summary>A scale on which all values lie. It begins at 0 unless there are negative ones: a bar or a curve of counts that began elsewhere would exaggerate.</summary>
    /// <param name="values">The values; unknown ones do not matter.</param>
    /// <param name="mostSteps">At most so many steps.</param>
    public static ValueScale Of(IEnumerable<decimal?> values, int mostSteps)
    {
        decimal low = 0;
        decimal high = 0;
        bool whole = true;
        foreach (decimal value in values.OfType<decimal>())
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            whole &= value == decimal.Truncate(value);
        }

        if (low == high)
        {
            // All zero, or nothing known: an axis all the same.
            return new ValueScale(0, 1, 1);
        }

        // 0 is a tick: with values on both sides of it there are two steps at least.
        mostSteps = Math.Max(low < 0 && high > 0 ? 2 : 1, mostSteps);
        decimal step = RoundStep((high - low) / mostSteps, whole);
        while (Math.Ceiling(high / step) - Math.Floor(low / step) > mostSteps)
        {
            step = RoundStep(step * 1.01m, whole);
        }

        return new ValueScale(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    /// <summary>1, 2 or 5 times a power of ten, at least as large as asked for.</summary>
    private static decimal RoundStep(decimal atLeast, bool whole)
    {
        decimal power = 1;
        while (power * 10 <= atLeast)
        {
            power *= 10;
        }

        while (power > atLeast && power > 0.000_001m)
        {
            power /= 10;
        }

        decimal step = atLeast <= power ? power : atLeast <= 2 * power ? 2 * power : atLeast <= 5 * power ? 5 * power : 10 * power;
        return whole ? Math.Max(1, step) : step;
    }
}
