using Tongbi.Collector.Aberrations;
using Tongbi.Collector.Calendar;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// Noufaily's form of the Farrington detector over past periods of the same kind, with as many years (2 to 5) as are known. Weeks and runs of seven days find
/// the same week of a past year by the calendar; days keep the weekday (364 to a year) with ten days to either side; months take one to either side.
/// </summary>
internal sealed class FarringtonExpectation : ExpectationMethod
{
    private const int MostYears = 5;
    private const int FewestYears = 2;

    private FarringtonExpectation(FarringtonParameters parameters, bool byDate)
        : base((MostYears * (parameters.Frequency + 1)) + parameters.HalfWindow + 1, byWeeks: false)
    {
        this.parameters = parameters;
        this.byDate = byDate;
    }

    /// <summary>The method for a kind of period; null where there is none.</summary>
    public static FarringtonExpectation? For(NamedPeriod period) => period.Kind switch
    {
        PeriodKind.Week => Weekly,
        PeriodKind.Span when period.Days == 7 => Weekly,
        PeriodKind.Day => Daily,
        PeriodKind.Month => Monthly,
        _ => null,
    };

    /// <inheritdoc/>
    public override Expectation? Expect(ReadOnlySpan<PastCount> past, PastCount present)
    {
        double[] series = Series(past, present);
        DateOnly[]? dates = byDate ? Dates(past, present) : null;
        int last = series.Length - 1;
        for (int years = MostYears; years >= FewestYears; years--)
        {
            FarringtonParameters tried = parameters with { YearsBack = years };
            if (FarringtonReference.Anchors(last, years, tried.HalfWindow, tried.Frequency, dates) is not null)
            {
                return Take(Farrington.Detect(series, last, last, tried, dates)[0], past.Length);
            }
        }

        return null;
    }

    private static DateOnly[] Dates(ReadOnlySpan<PastCount> past, PastCount present)
    {
        DateOnly[] dates = new DateOnly[past.Length + 1];
        for (int i = 0; i < past.Length; i++)
        {
            dates[i] = OfficeCalendar.DateOfDay(past[i].FromDay).ToDateOnly();
        }

        dates[^1] = OfficeCalendar.DateOfDay(present.FromDay).ToDateOnly();
        return dates;
    }

    private static readonly FarringtonExpectation Weekly = new(FarringtonParameters.Noufaily, byDate: true);
    private static readonly FarringtonExpectation Daily = new(FarringtonParameters.Noufaily with { Frequency = 364, HalfWindow = 10, PastWeeksNotIncluded = 182 }, byDate: false);
    private static readonly FarringtonExpectation Monthly =
        new(FarringtonParameters.Noufaily with { Frequency = 12, HalfWindow = 1, NoPeriods = 4, PastWeeksNotIncluded = 6 }, byDate: false);

    private readonly FarringtonParameters parameters;
    private readonly bool byDate;
}
