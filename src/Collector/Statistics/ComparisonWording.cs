using System.Globalization;
using Tongbi.Collector.Calendar;

namespace Tongbi.Collector.Statistics;

/// <summary>The sentences of one comparison: which relation it is (同比, 环比, …) and what the other side is called.</summary>
internal sealed class ComparisonWording
{
    /// <summary>Words for a comparison of a period that ends in <paramref name="year"/>.</summary>
    public ComparisonWording(ComparisonBasis basis, int year)
    {
        relation = basis.Kind switch
        {
            ComparisonKind.Previous => "previous",
            ComparisonKind.YearWeekday => "yearWeekday",
            _ when basis.BaseYear is int named && named != year - 1 => "namedYear",
            _ => "year",
        };
        baseYear = basis.BaseYear?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>上升 or 下降 by a rate other than 0; 零发案 when a count of cases fell to none.</summary>
    public (string Text, string TextEn) Rate(decimal rate, bool zeroIncident) =>
        Say(rate > 0 ? "up" : zeroIncident ? "zeroIncident" : "down", ("percent", FigureText.PlainPercent(rate)));

    /// <summary>上升 or 下降 by percentage points other than 0.</summary>
    public (string Text, string TextEn) Points(decimal points) => Say(points > 0 ? "pointsUp" : "pointsDown", ("points", FigureText.PlainPoints(points)));

    /// <summary>持平, or 基本持平 when the figures differ but round to no change.</summary>
    public (string Text, string TextEn) Level(bool equal) => Say(equal ? "flat" : "nearlyFlat");

    /// <summary>上年同期为0起,不计算增幅.</summary>
    public (string Text, string TextEn) NoRate(long amount, string unit) => Say("noRate", ("amount", FigureText.Count(amount)), ("unit", unit));

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
        .Replace("{year}", baseYear, StringComparison.Ordinal);

    private readonly string relation;
    private readonly string baseYear;
}
