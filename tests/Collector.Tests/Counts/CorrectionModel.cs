using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>
/// Late and reclassified records by the words of their definition: every record with its latest revision, when it was first seen, and whether a
/// revision moved it; all deliveries played again for each question.
/// </summary>
internal sealed class CorrectionModel(Catalogue catalogue, SeriesRegistry series)
{
    /// <summary>Notes a delivery with the version that the ledger had after it.</summary>
    public void Add(EventRecord[] records, Instant recordedAt, long version) => deliveries.Add((records, recordedAt.ToUnixTimeSeconds(), version));

    /// <summary>Counts the records that a figure counts at a version.</summary>
    public CorrectionTally Count(IEnumerable<ChangeSet> log, long version, CountNode node, int fromDay, int toDay)
    {
        OfficeCalendar calendar = catalogue.Calendar;
        CorrectionTally tally = default;
        foreach ((EventRecord record, long first, bool moved) in Play(version).Values.Where(entry => !entry.Record.Withdrawn))
        {
            SeriesKey key = series[record.Series];
            int day = calendar.DayOfHour(calendar.HourOf(record.OccurredAt));
            if (day < fromDay || day >= toDay || !IsCounted(key, node))
            {
                continue;
            }

            long dayEnd = calendar.StartSecondsOfHour(calendar.FirstHourOfDay(day + 1));
            long lateAfter = (long)catalogue.FindSource(key.Source)!.LateAfter.TotalSeconds; // not null: only such are counted
            long firstDelivery = log.First(set => set.Changes.Any(change => series[change.Series].Source == key.Source)).RecordedAt.ToUnixTimeSeconds();
            bool isLate = first > dayEnd + lateAfter && record.OccurredAt > firstDelivery;
            tally += new CorrectionTally(isLate ? 1 : 0, moved ? 1 : 0);
        }

        return tally;
    }

    private static bool IsPathBelow(string path, string above) => above.Length == 0 || path == above || path.StartsWith(above + "/", StringComparison.Ordinal);

    private bool IsCounted(SeriesKey key, CountNode node) =>
        key.Metric == node.Metric.Id
        && (node.Source is null ? node.Metric.CountedSources.Any(source => source.Id == key.Source) : node.Source.Id == key.Source)
        && IsPathBelow(key.Category, node.Category.Path)
        && catalogue.FindUnit(key.Unit) is { } unit
        && node.Unit.Contains(unit);

    private Dictionary<UInt128, (EventRecord Record, long First, bool Moved)> Play(long version)
    {
        Dictionary<UInt128, (EventRecord Record, long First, bool Moved)> known = [];
        foreach ((EventRecord[] records, long second, _) in deliveries.Where(delivery => delivery.Version <= version))
        {
            foreach (EventRecord record in records)
            {
                if (!known.TryGetValue(record.Key, out (EventRecord Record, long First, bool Moved) old))
                {
                    known[record.Key] = (record, second, false);
                }
                else if (record.Revision > old.Record.Revision)
                {
                    known[record.Key] = (record, old.First, old.Moved || old.Record.Series != record.Series);
                }
            }
        }

        return known;
    }

    private readonly List<(EventRecord[] Records, long Second, long Version)> deliveries = [];
}
