using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Charts;

/// <summary>The words of one chart: titles, spans, names and figures in the language of the reader.</summary>
internal sealed class ChartText
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private readonly ChartQuestion question;
    private readonly ICountReader counts;
    private readonly StatisticalNow now;

    public ChartText(ChartQuestion question, ICountReader counts, StatisticalNow now) =>
        (this.question, this.counts, this.now, Words) = (question, counts, now, ChartWords.Of(question.Language));

    /// <summary>The words.</summary>
    public WordBook Words { get; }

    private bool IsEnglish => question.Language == "en";

    /// <summary>The specification with title, span, unit and small print.</summary>
    /// <param name="spec">What is drawn.</param>
    /// <param name="title">Key of the title.</param>
    /// <param name="period">The span.</param>
    /// <param name="compared">Whether a comparison is drawn.</param>
    public T Frame<T>(T spec, string title, NamedPeriod period, bool compared)
        where T : ChartSpec => spec with
        {
            Title = Words.Say(title, ("what", What())),
            Subtitle = string.Join(Words["and"], new[] { Named(question.Unit), Span(period), compared ? Words.Say("against", ("base", BaseName())) : "" }.Where(part => part.Length > 0)),
            ValueUnit = question.Metrics.Select(UnitOf).Distinct().ToArray() is [var unit] ? unit : "",
            Footnote = Footnote(period),
            Simulated = question.Simulated,
            Language = question.Language,
        };

    /// <summary>The name of the curve or total on this side.</summary>
    public string CurrentName() => Words["current"];

    /// <summary>The name of what it is held against, as 上年同期.</summary>
    public string BaseName()
    {
        string key = question.Compare.Split(':') is [var kind, var year] && kind == "year" ? "base.named:" + year : "base." + question.Compare.Split(':')[0];
        return key.StartsWith("base.named:", StringComparison.Ordinal) ? Words.Say("base.named", ("year", key["base.named:".Length..])) : Words[key];
    }

    /// <summary>Name of a child of a split, by its key.</summary>
    public string Named(StatisticItem item) => Named(item.Key, item.Metric, item.Source);

    /// <summary>Name of a child of a split, by its key.</summary>
    public string Named(string? key, string metricId, string? source)
    {
        if (key is null || key == metricId)
        {
            return MetricNamed(metricId);
        }

        if (key.EndsWith("/~", StringComparison.Ordinal))
        {
            return Words[question.By == SplitBy.Category ? "own.category" : "own.unit"];
        }

        return question.By switch
        {
            SplitBy.Unit => counts.Catalogue.FindUnit(key) is { } unit ? Named(unit) : key,
            SplitBy.Source => counts.Catalogue.FindSource(source ?? key) is { } known ? (IsEnglish ? known.NameEn : known.Name) : key,
            _ => CategoryNamed(metricId, key),
        };
    }

    /// <summary>A unit's name.</summary>
    public string Named(UnitNode unit) => IsEnglish ? unit.NameEn : unit.Name;

    /// <summary>A figure as it is printed; a ratio as a percentage without its sign.</summary>
    public static string Figure(decimal? value) => ChartNumber.Text(value);

    /// <summary>A signed change.</summary>
    public static string Change(decimal? change) => change is > 0 ? "+" + ChartNumber.Text(change) : ChartNumber.Text(change);

    /// <summary>A comparison beside a figure, as the wall prints it: ▲ +25.06%.</summary>
    public static string Beside(StatisticComparison? comparison)
    {
        if (comparison is not { Comparable: true })
        {
            return "";
        }

        decimal? direction = comparison.Rate ?? comparison.Points ?? comparison.Change;
        string arrow = direction switch { > 0 => " ▲", < 0 => " ▼", null => "", _ => " ＝" };
        string size = comparison.Percent is { } percent ? " " + percent : comparison.Points is { } points ? " " + FigureText.WithSign(points) : "";
        return arrow + size;
    }

    /// <summary>A place on the axis of time.</summary>
    /// <param name="time">As <c>/api/v1/series</c> gives it.</param>
    /// <param name="grain">The step.</param>
    /// <param name="oneDay">Whether the whole axis is one day.</param>
    public string Place(string time, string grain, bool oneDay)
    {
        LocalDate date = LocalDatePattern.Iso.Parse(time[..10]).Value;
        return grain switch
        {
            "hour" when oneDay => Words.Say("place.hour", ("hour", int.Parse(time.AsSpan(11, 2), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture))),
            "hour" => $"{time[5..10]} {time[11..13]}",
            "month" or "quarter" => time[..7],
            "year" => time[..4],
            _ => $"{date.Month}-{date.Day:00}",
        };
    }

    /// <summary>The unit of measure; a ratio's is the percent sign.</summary>
    public static string UnitOf(Metric metric) => metric.Kind == MetricKind.Ratio ? "%" : metric.Unit;

    private string What()
    {
        string metrics = string.Join(Words["list"], question.Metrics.Select(metric => MetricNamed(metric.Id)));
        string category = question.Category.Length > 0 && question.Metrics is [var only] ? CategoryNamed(only.Id, question.Category) : "";
        string source = question.Source is { } known ? (IsEnglish ? known.NameEn : known.Name) : "";
        return string.Join(Words["and"], new[] { metrics, category, source }.Where(part => part.Length > 0));
    }

    private string MetricNamed(string id) => counts.Catalogue.FindMetric(id) is { } metric ? (IsEnglish ? metric.NameEn : metric.Name) : id;

    private string CategoryNamed(string metricId, string path)
    {
        Metric? metric = counts.Catalogue.FindMetric(metricId);
        CategoryNode? node = (metric?.Of ?? metric)?.FindCategory(path);
        return node is null ? path : IsEnglish ? node.NameEn : node.Name;
    }

    private string Span(NamedPeriod period)
    {
        LocalDate from = OfficeCalendar.DateOfDay(period.FromDay);
        LocalDate last = OfficeCalendar.DateOfDay(period.ToDay - 1);
        return from == last ? LocalDatePattern.Iso.Format(from) : Words.Say("span", ("from", LocalDatePattern.Iso.Format(from)), ("to", LocalDatePattern.Iso.Format(last)));
    }

    private string Footnote(NamedPeriod period)
    {
        // A period that is over stands as it is known at the version; a running one counts up to this minute.
        string version = Words.Say("version", ("version", counts.Version.ToString(CultureInfo.InvariantCulture)));
        string moment = period.IsOverAt(now) ? "" : Words.Say("asOf", ("time", Minute.Format(now.At.InZone(counts.Catalogue.Calendar.Zone).LocalDateTime)));
        string definition = question.Metrics is [var only] && (IsEnglish ? only.DefinitionEn : only.Definition) is { Length: > 0 } words ? Words.Say("definition", ("words", words)) : "";
        return string.Join(Words["and"], new[] { moment, version, definition }.Where(part => part.Length > 0));
    }
}
