using System.Globalization;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Statistics.Sentences;

/// <summary>
/// Says a figure and its comparisons as one sentence in the office's wording: 2019年云和县行政案件查处993起,同比上升25.06%; 较上周的81起减少19起,环比下降23.5%.
/// It says what changed by how much, never why. Of a running period it says the count of the complete hours and as of when, so that every figure in
/// the sentence follows from the others; where the two sides differ in days it adds both daily means. Percentages are rounded once, from the counts.
/// </summary>
internal sealed class SentenceWriter
{
    /// <summary>A writer for one period.</summary>
    public SentenceWriter(Catalogue catalogue, NamedPeriod period, ComparedSpan? current, int decimals, Rounding rounding)
    {
        this.catalogue = catalogue;
        this.current = current;
        this.decimals = decimals;
        this.rounding = rounding;
        previous = "previous." + period.Kind switch
        {
            PeriodKind.Day => "day",
            PeriodKind.Week => "week",
            PeriodKind.Month => "month",
            PeriodKind.Quarter => "quarter",
            PeriodKind.Year => "year",
            _ => "span",
        };
        names = (PeriodName.Of(period, catalogue.Calendar, Wording.Chinese), PeriodName.Of(period, catalogue.Calendar, Wording.English));
    }

    /// <summary>The item with its sentences.</summary>
    public StatisticItem Complete(StatisticItem item, Subject subject, Reading? compared, IReadOnlyList<Counterpart> counterparts) => item with
    {
        Sentence = Write(Wording.Chinese, names.Zh, item, subject, compared, counterparts, isChinese: true),
        SentenceEn = Write(Wording.English, names.En, item, subject, compared, counterparts, isChinese: false),
    };

    private string Write(Wording wording, string period, StatisticItem item, Subject subject, Reading? compared, IReadOnlyList<Counterpart> counterparts, bool isChinese)
    {
        decimal? value = compared?.Value(rounding);
        string asOf = current is { IsCut: true, Hours: { } hours } ? wording.Say("sentence.asOf", ("asOf", Moment(hours.To))) : "";
        string head = value is null ? "sentence.unknown" : value == 0 && subject.Metric.Unit == Comparer.CaseUnit ? "sentence.zeroIncident" : "sentence.value";
        string sentence = wording.Say(
            head,
            ("period", period + asOf),
            ("place", Place(wording, subject, isChinese)),
            ("metric", What(wording, subject, isChinese)),
            ("value", value is { } known ? Value(subject.Metric, known) : ""),
            ("unit", subject.Metric.Kind == MetricKind.Ratio ? "" : subject.Metric.Unit));
        if (value is null)
        {
            return sentence;
        }

        foreach (Counterpart counterpart in counterparts)
        {
            StatisticComparison comparison = item.Comparisons[counterpart.Name];
            sentence += wording.Say("sentence.clause", ("clause", Clause(wording, subject.Metric, counterpart, comparison, isChinese)));
            if (comparison.Period?.Days is { } days && days != item.Period.Days && item.DailyMean is { } mean && comparison.BaseDailyMean is { } baseMean)
            {
                (string zh, string en) = counterpart.Words.Base();
                sentence += wording.Say(
                    "sentence.dailyMean", ("mean", FigureText.Mean(mean)), ("unit", subject.Metric.Unit), ("base", isChinese ? zh : en), ("baseMean", FigureText.Mean(baseMean)));
            }
        }

        return sentence;
    }

    private string Clause(Wording wording, Metric metric, Counterpart counterpart, StatisticComparison comparison, bool isChinese)
    {
        string text = isChinese ? comparison.Text : comparison.TextEn;
        if (comparison.Rate is null || comparison is not { Value: { } @base, Change: { } change })
        {
            return text;
        }

        // An expectation's rate is of an unrounded base and stays as it was said; one of counts is rounded anew, from the counts.
        if (!counterpart.Basis.IsExpectation && @base > 0 && comparison.Current is { } now)
        {
            decimal rate = ExactQuotient.RateOfChange((long)now, (long)@base, 2 + decimals, rounding);
            (string zh, string en) = rate == 0 ? counterpart.Words.Level(change == 0) : counterpart.Words.Rate(rate, zeroIncident: false, decimals);
            text = isChinese ? zh : en;
        }

        return counterpart.Basis.Kind != ComparisonKind.Previous ? text : wording.Say(
            change > 0 ? "sentence.more" : change < 0 ? "sentence.less" : "sentence.same",
            ("previous", wording[previous]),
            ("amount", FigureText.Count((long)@base)),
            ("change", FigureText.Count((long)Math.Abs(change))),
            ("unit", metric.Unit),
            ("clause", text));
    }

    private static string Value(Metric metric, decimal value) =>
        metric.Kind == MetricKind.Ratio ? FigureText.PlainPercent(value) : FigureText.Count((long)value);

    private string Place(Wording wording, Subject subject, bool isChinese)
    {
        UnitNode? unit = catalogue.FindUnit(subject.Unit);
        string name = (isChinese ? unit?.Name : unit?.NameEn) ?? subject.Unit;
        bool own = subject.Key == subject.Unit + Subjects.OwnSuffix;
        return own ? wording.Say("sentence.own", ("place", name)) : name;
    }

    private string What(Wording wording, Subject subject, bool isChinese)
    {
        string name = isChinese ? subject.Metric.Name : subject.Metric.NameEn;
        if (subject.Category.Length > 0 && (subject.Metric.Of ?? subject.Metric).FindCategory(subject.Category) is { } category)
        {
            name = wording.Say("sentence.category", ("metric", name), ("category", isChinese ? category.Name : category.NameEn));
        }

        return subject.Source is { } id && catalogue.FindSource(id) is { } source
            ? wording.Say("sentence.source", ("metric", name), ("source", isChinese ? source.Name : source.NameEn))
            : name;
    }

    private string Moment(int hour)
    {
        LocalDateTime time = catalogue.Calendar.LocalOfHour(hour);
        return time.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private readonly Catalogue catalogue;
    private readonly ComparedSpan? current;
    private readonly int decimals;
    private readonly Rounding rounding;
    private readonly string previous;
    private readonly (string Zh, string En) names;
}
