using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>类型占比: which parts a class has, the largest first.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="Most">How many are named.</param>
public sealed record TypesBlock(OutlineSubject Subject, int Most) : OutlineBlock
{
    /// <inheritdoc/>
    public override IReadOnlyList<OutlineSubject> Subjects => [Subject];

    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        ReportFigure whole = report.Figures.One(Subject);
        ReportFigure[] parts = [.. report.Figures.ByCategory(Subject)];

        // In which order the withheld ones would stand is nobody's business either, so one of them is enough to name none.
        if (report.IsRatesOnly || whole.Item.Value is not > 0 || !whole.CurrentShown || parts.Any(part => !part.CurrentShown))
        {
            report.Note(report.Words[report.IsRatesOnly || parts.Any(part => !part.CurrentShown) ? "types.withheld" : "types.none"]);
            return;
        }

        IEnumerable<string> named = parts.Where(part => part.Item.Value > 0).OrderByDescending(part => part.Item.Value).Take(Most).Select(part => report.Words.Say(
            "types.part",
            ("name", report.CategoryName(part)),
            ("value", FigureText.Count((long)part.Item.Value!.Value)), // not null: above 0
            ("unit", Subject.Metric.Unit),
            ("share", FigureText.PlainPercent(ExactQuotient.Round((long)part.Item.Value.Value, (long)whole.Item.Value.Value, 4, Rounding.HalfAwayFromZero)))));
        report.Paragraph(report.Words.Say("types.sentence", ("name", report.Name(Subject)), ("parts", string.Join(report.Words["list.comma"], named))));
    }
}
