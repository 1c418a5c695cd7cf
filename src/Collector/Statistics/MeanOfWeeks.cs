namespace Tongbi.Collector.Statistics;

/// <summary>
/// The mean of the last 15 comparable weeks, as Shanghai's police take it: the same weekdays (and of a running period the same elapsed part) of each of the
/// 15 weeks before. A period longer than a week steps back by as many whole weeks as it touches. As Shenyang does, the mean may be multiplied by a growth
/// constant. Weeks that are not wholly known are left out; with fewer than 8 of the 15 there is no expectation.
/// </summary>
internal sealed class MeanOfWeeks(decimal growth) : ExpectationMethod(Weeks, byWeeks: true)
{
    private const int Weeks = 15;
    private const int FewestWeeks = 8;

    /// <inheritdoc/>
    public override Expectation? Expect(ReadOnlySpan<PastCount> past, PastCount present)
    {
        (long sum, int hours, int weeks) = (0, 0, 0);
        foreach (PastCount one in past)
        {
            if (one.Count is { } count)
            {
                (sum, hours, weeks) = (sum + count, hours + one.Hours, weeks + 1);
            }
        }

        if (weeks < FewestWeeks)
        {
            return null;
        }

        // Growth makes the past worth fewer hours: its rate is multiplied.
        RateRatio? ratio = ExactRateRatio.Compare(present.Count ?? -1, present.Hours, sum, hours / (double)growth);
        return new Expectation(sum * growth / weeks, weeks, null, null, null, ratio);
    }
}
