namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Says which counts may be printed.</summary>
internal interface IDisclosure
{
    /// <summary>What may be printed of a count.</summary>
    Disclosed Of(CellPlace place, ReportSpan span);
}
