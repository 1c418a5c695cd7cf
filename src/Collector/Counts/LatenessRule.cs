using System.Collections.Concurrent;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>
/// Judges which records came late, from the change log alone. A change counts its records as first recorded in its version; corrections put
/// right those that were not. Both are linear, so that whatever comes and goes in whatever versions, the sum is that of the records as they stand.
/// One writer notes change sets in order; others may judge sets that were noted at the same time.
/// </summary>
internal sealed class LatenessRule
{
    private readonly CubeCalendar calendar;
    private readonly SeriesRegistry series;
    private readonly Catalogue catalogue;
    private readonly ConcurrentDictionary<string, SourceTerms> sources;
    private SourceTerms?[] byHandle = [];

    public LatenessRule(CubeCalendar calendar, SeriesRegistry series, Catalogue catalogue)
        : this(calendar, series, catalogue, new ConcurrentDictionary<string, SourceTerms>(StringComparer.Ordinal))
    {
    }

    private LatenessRule(CubeCalendar calendar, SeriesRegistry series, Catalogue catalogue, ConcurrentDictionary<string, SourceTerms> sources)
    {
        this.calendar = calendar;
        this.series = series;
        this.catalogue = catalogue;
        this.sources = sources;
    }

    /// <summary>The sources that delivered, and by what they were judged.</summary>
    public IReadOnlyDictionary<string, SourceTerms> Sources => sources;

    /// <summary>Whether what was judged so far would be judged in the same way under another catalogue.</summary>
    public bool Fits(Catalogue other) => sources.All(source => source.Value.LateAfter == LateAfter(other, source.Key));

    /// <summary>The same under another catalogue that fits.</summary>
    public LatenessRule Under(Catalogue other) => new(calendar, series, other, sources);

    /// <summary>Takes over what an earlier run judged by.</summary>
    public void Restore(string source, SourceTerms terms) => sources[source] = terms;

    /// <summary>Judges a change set.</summary>
    /// <param name="set">A set that lies within the calendar or not: what does not is left out.</param>
    /// <param name="found">Receives what is to be added.</param>
    public void Judge(ChangeSet set, Action<LeafCorrection> found)
    {
        long recorded = set.RecordedAt.ToUnixTimeSeconds();
        bool isTold = set.Corrections is not null;
        foreach (Change change in set.Changes)
        {
            if (calendar.Covers(change.Grain, change.Start) && Judge(change, recorded, isTold) is { } late)
            {
                found(late);
            }
        }

        JudgeCorrections(set, recorded, found);
    }

    /// <summary>Judges one change that lies within the calendar, and notes its source.</summary>
    public LeafCorrection? Judge(in Change change, long recorded, bool isTold)
    {
        SourceTerms terms = TermsOf(change.Series, recorded);
        return isTold && change.Grain == BucketGrain.Event && change.Presence != 0 && IsLate(terms, change.Start, recorded)
            ? new LeafCorrection(change.Series, DayOf(change.Start), change.Presence, 0)
            : null;
    }

    /// <summary>Judges the corrections of a change set whose changes were judged.</summary>
    public void JudgeCorrections(ChangeSet set, long recorded, Action<LeafCorrection> found)
    {
        foreach (Correction correction in set.Corrections ?? [])
        {
            if (!calendar.Covers(BucketGrain.Event, correction.Start))
            {
                continue;
            }

            SourceTerms terms = TermsOf(correction.Series, recorded);
            int supposed = IsLate(terms, correction.Start, recorded) ? 1 : 0, known = IsLate(terms, correction.Start, correction.FirstRecorded) ? 1 : 0;
            if (supposed != known || correction.Moved != 0)
            {
                found(new LeafCorrection(correction.Series, DayOf(correction.Start), correction.Records * (known - supposed), correction.Moved));
            }
        }
    }

    private static long? LateAfter(Catalogue catalogue, string source) => (long?)catalogue.FindSource(source)?.LateAfter.TotalSeconds;

    private int DayOf(long second) => calendar.DayOfHour(calendar.HourOf(second));

    private bool IsLate(SourceTerms terms, long occurred, long recorded) =>
        terms.LateAfter is { } lateAfter
        && occurred > terms.FirstDelivery
        && recorded > occurred + lateAfter // nearly all end here: their day ends later still
        && recorded > calendar.StartSecondsOfHour(calendar.FirstHourOfDay(DayOf(occurred) + 1)) + lateAfter;

    private SourceTerms TermsOf(int handle, long recorded)
    {
        SourceTerms?[] known = Volatile.Read(ref byHandle);
        if (handle >= known.Length)
        {
            SourceTerms?[] larger = new SourceTerms?[Math.Max(series.Count, handle + 1) * 3 / 2];
            known.CopyTo(larger, 0);
            Volatile.Write(ref byHandle, known = larger);
        }

        // A reference is written whole, so racing look-ups do no harm.
        return known[handle] ??= sources.GetOrAdd(series[handle].Source, (source, first) => new SourceTerms(first, LateAfter(catalogue, source)), recorded);
    }
}
