using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>One figure of a report with what of it may be printed.</summary>
/// <param name="Item">As the statistics give it.</param>
/// <param name="Metric">Its metric.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Category">Its category; a selection's part is one of the metric it selects from.</param>
internal sealed record ReportFigure(StatisticItem Item, Metric Metric, UnitNode Unit, CategoryNode? Category)
{
    /// <summary>Whether this is what stands at the parent itself, not at one of its parts.</summary>
    public bool IsOwn => Item.Key?.EndsWith("/~", StringComparison.Ordinal) == true;

    /// <summary>What of the count may be printed.</summary>
    public Disclosed Current { get; init; }

    /// <summary>What of last year's count may be printed.</summary>
    public Disclosed Base { get; init; }

    /// <summary>What of the previous period's count may be printed.</summary>
    public Disclosed Before { get; init; }

    /// <summary>同比; null where the edition does not compare so.</summary>
    public StatisticComparison? Year => Item.Comparisons.GetValueOrDefault("year");

    /// <summary>环比; null where the edition does not compare so.</summary>
    public StatisticComparison? Previous => Item.Comparisons.GetValueOrDefault("previous");

    /// <summary>Whether the count itself may be printed.</summary>
    public bool CurrentShown => Current == Disclosed.Shown;

    /// <summary>Whether the rate on last year may be printed: only where both counts may.</summary>
    public bool YearShown => CurrentShown && Base == Disclosed.Shown;

    /// <summary>Whether the rate on the previous period may be printed.</summary>
    public bool PreviousShown => CurrentShown && Before == Disclosed.Shown;

    /// <summary>Whether all of it may be printed.</summary>
    public bool IsShown => YearShown && PreviousShown;
}
