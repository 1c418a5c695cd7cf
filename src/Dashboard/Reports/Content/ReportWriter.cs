using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>What the pieces of an outline write a report with: figures, names in the reader's language, numbered headings and captions.</summary>
internal sealed class ReportWriter
{
    private const int LongestSheet = 31;

    private static readonly LocalDateTimePattern MomentPattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    private readonly ReportOrder order;
    private readonly Catalogue catalogue;
    private readonly List<ReportBlock> blocks = [];
    private readonly ReportNumbers numbers;
    private int tables;
    private int charts;

    /// <summary>Starts a report.</summary>
    public ReportWriter(ReportOrder order, ReportFigures figures, Catalogue catalogue)
    {
        this.order = order;
        this.catalogue = catalogue;
        Figures = figures;
        Words = ReportWords.Of(order.Language);
        numbers = new ReportNumbers(IsChinese);
        PeriodName = NameOf(order.Period);
    }

    /// <summary>What was written so far.</summary>
    public IReadOnlyList<ReportBlock> Blocks => blocks;

    /// <summary>The report's figures.</summary>
    public ReportFigures Figures { get; }

    /// <summary>The words of the report's language.</summary>
    public WordBook Words { get; }

    /// <summary>Whether it is written in Chinese.</summary>
    public bool IsChinese => order.Language != "en";

    /// <summary>Whether it is for the public.</summary>
    public bool IsPublic => order.IsPublic;

    /// <summary>Whether counts are left out altogether.</summary>
    public bool IsRatesOnly => order.IsPublic && order.Outline.Public == PublicProfile.RatesOnly;

    /// <summary>Whether it is not published yet.</summary>
    public bool IsDraft => order.IsDraft;

    /// <summary>Whether the counts are simulated.</summary>
    public bool IsSimulated => order.IsSimulated;

    /// <summary>The small print of charts: from which data.</summary>
    public string ChartFootnote => Words.Say("chart.footnote", ("asOf", AsOf), ("version", FigureText.Count(Figures.Version)));

    /// <summary>数据截至, to the minute, in the office's zone.</summary>
    public string AsOf => MomentPattern.Format(order.Moment.InZone(catalogue.Calendar.Zone).LocalDateTime);

    /// <summary>The edition.</summary>
    public ReportEdition Edition => order.Outline.Edition;

    /// <summary>The unit it is about.</summary>
    public UnitNode Unit => order.Unit;

    /// <summary>The period it is about.</summary>
    public NamedPeriod Period => order.Period;

    /// <summary>The period's name, as 2026年10月.</summary>
    public string PeriodName { get; }

    /// <summary>The alerts that began in the period.</summary>
    public IReadOnlyList<AlertDigest> Alerts => order.Alerts;

    /// <summary>Figures of earlier reports that changed.</summary>
    public IReadOnlyList<Restated> Restatements => order.Restatements;

    /// <summary>The report's title.</summary>
    public string Title => Say(order.Outline.Title).Replace("{unit}", Name(Unit), StringComparison.Ordinal).Replace("{period}", PeriodName, StringComparison.Ordinal);

    /// <summary>The period in days.</summary>
    public string PeriodLine => Words.Say("period.line", ("from", Day(Period.FromDay)), ("to", Day(Period.ToDay - 1)), ("days", Number(Period.Days)));

    /// <summary>A title in the report's language.</summary>
    public string Say(OutlineTitle title) => IsChinese ? title.Zh : title.En;

    /// <summary>A unit's name.</summary>
    public string Name(UnitNode unit) => IsChinese ? unit.Name : unit.NameEn;

    /// <summary>A metric's name.</summary>
    public string Name(Metric metric) => IsChinese ? metric.Name : metric.NameEn;

    /// <summary>A category's name.</summary>
    public string Name(CategoryNode category) => IsChinese ? category.Name : category.NameEn;

    /// <summary>A subject's name: the metric's, or the category's where it is one.</summary>
    public string Name(OutlineSubject subject) => subject.Category.Parent is null ? Name(subject.Metric) : Name(subject.Category);

    /// <summary>A source's name.</summary>
    public string SourceName(string id) => catalogue.FindSource(id) is { } source ? IsChinese ? source.Name : source.NameEn : id;

    /// <summary>The name of a figure's unit.</summary>
    public string UnitName(ReportFigure figure) => figure.IsOwn ? Words.Say("name.own", ("unit", Name(figure.Unit))) : Name(figure.Unit);

    /// <summary>The name of a curve's unit.</summary>
    public string UnitName(string code, string key)
    {
        string name = catalogue.FindUnit(code) is { } unit ? Name(unit) : code;
        return key.EndsWith("/~", StringComparison.Ordinal) ? Words.Say("name.own", ("unit", name)) : name;
    }

    /// <summary>The name of a figure's category.</summary>
    public string CategoryName(ReportFigure figure) =>
        figure.IsOwn || figure.Category is null ? Words["name.uncategorised"] : figure.Category.Parent is null ? Name(figure.Metric) : Name(figure.Category);

    /// <summary>A figure's sentence in the report's language.</summary>
    public string Sentence(StatisticItem item) => (IsChinese ? item.Sentence : item.SentenceEn) ?? "";

    /// <summary>What people wrote for a manual block; empty if nothing.</summary>
    public string ManualText(string id) => order.Manual.GetValueOrDefault(id) ?? "";

    /// <summary>A numbered heading.</summary>
    public void Heading(int level, string text, string id) => blocks.Add(new HeadingBlock(level, numbers.Next(level, text), id));

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text, ParagraphKind kind = ParagraphKind.Generated) => blocks.Add(new ParagraphBlock(text, kind));

    /// <summary>Small print.</summary>
    public void Note(string text) => Paragraph(text, ParagraphKind.Note);

    /// <summary>Small print on figures that are to be taken with care.</summary>
    public void NoteQuality(IEnumerable<ReportFigure> figures)
    {
        foreach (string note in FigureNotes.Of(this, figures.Select(figure => (Name(figure.Metric), figure))))
        {
            Note(note);
        }
    }

    /// <summary>A table.</summary>
    public void Table(TableBlock table) => blocks.Add(table);

    /// <summary>Any other piece.</summary>
    public void Add(ReportBlock block) => blocks.Add(block);

    /// <summary>A chart with its number.</summary>
    public void Chart(string id, ChartSpec spec, double heightShare) =>
        blocks.Add(new ChartBlock(id, Words.Say("caption.chart", ("number", Number(++charts)), ("title", spec.Title)), spec, heightShare));

    /// <summary>The next table's caption with its number; ask for it before <see cref="Sheet"/>.</summary>
    public string TableCaption(OutlineTitle title) => Words.Say("caption.table", ("number", Number(++tables)), ("title", Say(title)));

    /// <summary>The name of a workbook's sheet for the table whose caption was last asked for: unique by its number, at most 31 characters.</summary>
    public string Sheet(OutlineTitle title)
    {
        string name = $"{Number(tables)} {string.Concat(Say(title).Select(character => "[]:*?/\\'".Contains(character, StringComparison.Ordinal) ? ' ' : character))}";
        return name.Length <= LongestSheet ? name : name[..(char.IsHighSurrogate(name[LongestSheet - 1]) ? LongestSheet - 1 : LongestSheet)];
    }

    /// <summary>A date as the language writes it.</summary>
    public string Day(int day)
    {
        LocalDate date = OfficeCalendar.DateOfDay(day);
        return Words.Say("date", ("year", Number(date.Year)), ("month", Number(date.Month)), ("day", Number(date.Day)), ("month2", Two(date.Month)), ("day2", Two(date.Day)));
    }

    /// <summary>The name of a period of the report's edition.</summary>
    public string NameOf(NamedPeriod period)
    {
        int month = catalogue.Calendar.MonthOfDay(period.FromDay);
        (int weekYear, int week) = new WeekNumbers(catalogue.Calendar.WeekStart).NumberOf(period.FromDay);
        return period.Kind switch
        {
            PeriodKind.Year => Words.Say("period.year", ("year", Number(month / 12))),
            PeriodKind.Week => Words.Say("period.week", ("year", Number(weekYear)), ("week", Number(week))),
            _ => Words.Say("period.month", ("year", Number(month / 12)), ("month", Number((month % 12) + 1)), ("month2", Two((month % 12) + 1))),
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);
}
