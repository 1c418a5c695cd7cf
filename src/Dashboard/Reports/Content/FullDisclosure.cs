namespace Tongbi.Dashboard.Reports.Content;

/// <summary>The internal profile: everything may be printed.</summary>
internal sealed class FullDisclosure : IDisclosure
{
    /// <summary>The only one.</summary>
    public static FullDisclosure Instance { get; } = new();

    /// <inheritdoc/>
    public Disclosed Of(CellPlace place, ReportSpan span) => Disclosed.Shown;
}
