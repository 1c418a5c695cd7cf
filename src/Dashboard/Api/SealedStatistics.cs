using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>Adds to figures how firm they are: the weakest seal among the months of their period, where any of them is closed or locked.</summary>
/// <param name="statistics">Makes the figures.</param>
/// <param name="seals">The seals as they are now.</param>
internal sealed class SealedStatistics(IStatistics statistics, Func<SealBook> seals) : IStatistics
{
    /// <inheritdoc/>
    public StatisticsAnswer Evaluate(ICountReader counts, StatisticsRequest request, Instant now)
    {
        StatisticsAnswer answer = statistics.Evaluate(counts, request, now);
        SealBook book = seals();
        if (book.Ruling.Count == 0)
        {
            return answer;
        }

        Dictionary<(string, string), string?> known = [];
        return answer with { Items = [.. answer.Items.Select(item => item with { Quality = item.Quality with { Sealed = Of(item.Period) } })] };

        string? Of(StatisticPeriod period)
        {
            if (!known.TryGetValue((period.From, period.To), out string? word))
            {
                known[(period.From, period.To)] = word = Weakest(book, counts.Catalogue.Calendar, Day(period.From), Day(period.To), counts.Version);
            }

            return word;
        }
    }

    /// <inheritdoc/>
    public ReconciliationAnswer Evaluate(ICountReader counts, ReconciliationRequest request, Instant now) => statistics.Evaluate(counts, request, now);

    /// <inheritdoc/>
    public SeriesAnswer Evaluate(ICountReader counts, SeriesRequest request, Instant now) => statistics.Evaluate(counts, request, now);

    private static string? Weakest(SealBook book, OfficeCalendar calendar, int fromDay, int toDay, long version)
    {
        SealState weakest = SealState.Locked;
        SealState firmest = SealState.Open;
        for (int month = calendar.MonthOfDay(fromDay); month <= calendar.MonthOfDay(toDay - 1); month++)
        {
            // An approval is a version of its own: what was sealed by this one counts, what was sealed later does not.
            SealState state = book.StateAt(month, version + 1);
            weakest = state < weakest ? state : weakest;
            firmest = state > firmest ? state : firmest;
        }

        return firmest == SealState.Open ? null : SealEntry.Word(weakest);
    }

    private static int Day(string date) => OfficeCalendar.DayNumber(LocalDatePattern.Iso.Parse(date).Value);
}
