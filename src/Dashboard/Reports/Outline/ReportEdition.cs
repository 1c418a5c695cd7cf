namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>How long a span a report is about.</summary>
public enum ReportEdition
{
    /// <summary>月报: a statistical month, <c>2026-10</c>.</summary>
    Monthly,

    /// <summary>周报: a statistical week, <c>2026-W43</c>.</summary>
    Weekly,

    /// <summary>年报: a statistical year, <c>2026</c>.</summary>
    Yearly,
}
