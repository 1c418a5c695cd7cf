using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>接处警质效: how a time is distributed over its classes (签收, 出警, 反馈), and what share was within the first of them.</summary>
/// <param name="Id">The table's stable id.</param>
/// <param name="Title">The table's caption without number.</param>
/// <param name="Subject">A metric whose categories are the classes, shortest first.</param>
/// <param name="Within">How many classes count as fast.</param>
public sealed record DistributionBlock(string Id, OutlineTitle Title, OutlineSubject Subject, int Within) : OutlineBlock
{
    /// <inheritdoc/>
    public override IReadOnlyList<OutlineSubject> Subjects => [Subject];

    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        ReportFigure whole = report.Figures.One(Subject);
        ReportFigure[] classes = [.. report.Figures.ByCategory(Subject).Where(part => !part.IsOwn)];
        ReportFigure[] fast = [.. classes.Take(Within)];
        if (!report.IsRatesOnly && whole is { CurrentShown: true, Item.Value: > 0 } && fast.Length > 0 && fast.All(part => part is { CurrentShown: true, Item.Value: not null }))
        {
            long within = (long)fast.Sum(part => part.Item.Value!.Value); // not null: just asked
            report.Paragraph(report.Words.Say(
                "distribution.sentence",
                ("name", report.Name(Subject)),
                ("total", FigureText.Count((long)whole.Item.Value.Value)),
                ("unit", Subject.Metric.Unit),
                ("classes", string.Join(report.Words["list.comma"], fast.Select(report.CategoryName))),
                ("value", FigureText.Count(within)),
                ("share", FigureText.PlainPercent(ExactQuotient.Round(within, (long)whole.Item.Value.Value, 4, Rounding.HalfAwayFromZero)))));
        }

        new FiguresTable(Id, Title, [Subject], TableSplit.Category, 1).Write(report);
    }
}
