using System.Globalization;
using Tongbi.Collector.Calendar;

namespace Tongbi.Collector.Statistics;

/// <summary>The sentences of one comparison: which relation it is (同比, 环比, …) and what the other side is called.</summary>
internal sealed class ComparisonWording
{
    /// <summary>Words for a comparison of a period that ends in <paramref name="year"/>.</summary>
    /// <param name="basis">The comparison.</param>
    /// <param name="year">The year that the period ends in.</param>
    /// <param name="byCalendar">Whether <c>year-lunar</c> had to fall back to the calendar, so that the words are those of <c>year</c>.</param>
    public ComparisonWording(ComparisonBasis basis, int year, bool byCalendar = false)
    {
        relation = basis.Kind switch
        {
            ComparisonKind.Previous => "previous",
            ComparisonKind.YearWeekday => "yearWeekday",
            ComparisonKind.YearLunar when !byCalendar => "yearLunar",
            ComparisonKind.MeanOfWeeks => basis.Growth == 1 ? "mean15w" : "mean15wGrowth",
            _ when basis.IsExpectation => "model",
            _ when basis.BaseYear is int named && named != year - 1 => "namedYear",
            _ => "year",
        };
        growth = basis.Growth.ToString(CultureInfo.InvariantCulture);
        baseYear = basis.BaseYear?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>上升 or 下降 by a rate other than 0; 零发案 when a count of cases fell to none.</summary>
    public (string Text, string TextEn) Rate(decimal rate, bool zeroIncident, int decimals = 2) =>
        Say(rate > 0 ? "up" : zeroIncident ? "zeroIncident" : "down", ("percent", FigureText.PlainPercent(rate, decimals)));

    /// <summary>上升 or 下降 by percentage points other than 0.</summary>
    public (string Text, string TextEn) Points(decimal points) => Say(points > 0 ? "pointsUp" : "pointsDown", ("points", FigureText.PlainPoints(points)));

    /// <summary>持平, or 基本持平 when the figures differ but round to no change.</summary>
    public (string Text, string TextEn) Level(bool equal) => Say(equal ? "flat" : "nearlyFlat");

    /// <summary>上年同期为0起,不计算增幅.</summary>
    public (string Text, string TextEn) NoRate(long amount, string unit) => NoRate(FigureText.Count(amount), unit);

    /// <summary>The same of an amount as printed.</summary>
    public (string Text, string TextEn) NoRate(string amount, string unit) => Say("noRate", ("amount", amount), ("unit", unit));

    /// <summary>A comparison with an expectation, and that it is above the limit.</summary>
    public static (string Text, string TextEn) Alarm(string text, string textEn, decimal bound, string unit)
    {
        (string Placeholder, string Text) limit = ("bound", FigureText.Mean(bound));
        return (text + Wording.Chinese.Say("alarm.bound", limit, ("unit", unit)), textEn + Wording.English.Say("alarm.bound", limit, ("unit", unit)));
    }

    /// <summary>A comparison with an expectation, and that small excesses have added up to the method's limit.</summary>
    public static (string Text, string TextEn) Alarm(string text, string textEn) => (text + Wording.Chinese["alarm.sum"], textEn + Wording.English["alarm.sum"]);

    /// <summary>Too little is known of the past, or too few cases, for an expectation.</summary>
    public (string Text, string TextEn) NoExpectation() => Say("noExpectation");

    /// <summary>The figure or the period is none that an expectation can be made of.</summary>
    public (string Text, string TextEn) NotACount() => Say("notACount");

    /// <summary>The other side's name: 上年同期, 上期.</summary>
    public (string Text, string TextEn) Base() => Say("base." + relation);

    /// <summary>无同期数, 无上期数.</summary>
    public (string Text, string TextEn) NoBase() => Say(relation == "previous" ? "noBase.previous" : "noBase");

    /// <summary>The other side is known too coarsely.</summary>
    public (string Text, string TextEn) CoarseBase() => Say("coarseBase");

    /// <summary>This side is unknown.</summary>
    public (string Text, string TextEn) NoCurrent() => Say("noCurrent");

    private (string Text, string TextEn) Say(string key, params ReadOnlySpan<(string, string)> parts) =>
        (Complete(Wording.Chinese, Wording.Chinese.Say(key, parts)), Complete(Wording.English, Wording.English.Say(key, parts)));

    private string Complete(Wording wording, string sentence) => sentence
        .Replace("{relation}", wording["relation." + relation], StringComparison.Ordinal)
        .Replace("{base}", wording["base." + relation], StringComparison.Ordinal)
        .Replace("{year}", baseYear, StringComparison.Ordinal)
        .Replace("{growth}", growth, StringComparison.Ordinal);

    private readonly string relation;
    private readonly string baseYear;
    private readonly string growth;
}
