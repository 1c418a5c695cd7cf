using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Publishing.Influx.Reading;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Publishing;

/// <summary>
/// Puts questions for curves to the counts, or (<c>Tongbi:Read=influx</c>) what lies before <c>Tongbi:CubeFrom</c> to the first InfluxDB of <c>publish.yaml</c>. The
/// store has only the present: what is asked of another moment or version is always answered from the counts.
/// </summary>
internal sealed class CurveQuestions(CountQuestions counts, TongbiOptions options, ConfigurationWatch<PublishPlan> plan, PublishingService publishing, InfluxReader store)
{
    /// <summary>Asks; what is read from the store is named in the answer.</summary>
    /// <exception cref="StoreUnreadableException">The store is needed and cannot be read.</exception>
    public async Task<SeriesAnswer> AskAsync(QueryReader query, Func<ICountReader, Instant, SeriesAnswer> question, CancellationToken cancellationToken)
    {
        if (options is not { Read: "influx", CubeFrom: { } year } || query.Instant(QueryParameter.At) is not null || await counts.FindVersionAsync(query, cancellationToken) is not null)
        {
            return await counts.AskAsync(query, question, cancellationToken);
        }

        // Asked twice: first to learn what has to be read, then with it.
        StoredQuestions asked = new();
        (SeriesAnswer first, Catalogue catalogue) = await counts.AskAsync(query, (reader, now) => (question(Over(reader, year, asked, null), now), reader.Catalogue), cancellationToken);
        if (asked.Spans.Count == 0)
        {
            return first;
        }

        TargetReport target = Target();
        StoredBuckets found = await store.ReadAsync(target.Target, asked, catalogue.Calendar, cancellationToken);
        SeriesAnswer answer = await counts.AskAsync(query, (reader, now) => question(Over(reader, year, asked, found), now), cancellationToken);
        return answer with { ReadFrom = new SeriesOrigin(target.Target.Id, LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(FirstDay(catalogue.Calendar, year))), target.Cursor) };
    }

    private static StoredCounts Over(ICountReader reader, int year, StoredQuestions asked, StoredBuckets? found) => new(reader, FirstDay(reader.Catalogue.Calendar, year), asked, found);

    private static int FirstDay(OfficeCalendar calendar, int year) => Math.Max(calendar.FirstDayOfMonth(calendar.FirstYear * 12), calendar.FirstDayOfMonth(Math.Min(year, OfficeCalendar.LastYear) * 12));

    private TargetReport Target()
    {
        string id = plan.Current.Targets.FirstOrDefault(target => target.Kind != PublishKind.Tongbi)?.Id
            ?? throw new StoreUnreadableException("store_missing", "Tongbi:Read is influx, but publish.yaml names no InfluxDB: add one, or set Tongbi:Read to cube.");
        TargetReport? report = publishing.Reports.FirstOrDefault(one => one.Target.Id == id);
        return report is { HistoryUntil: null, State: not PublishState.Starting, Cursor: > 0 }
            ? report
            : throw new StoreUnreadableException("store_behind", $"Target '{id}' does not have the whole history yet, or was not reached since the start; /api/v1/publishing tells how far it is.");
    }
}
