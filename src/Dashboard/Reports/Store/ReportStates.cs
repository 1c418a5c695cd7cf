namespace Tongbi.Dashboard.Reports.Store;

/// <summary>The public contract's words for states.</summary>
internal static class ReportStates
{
    /// <summary>All states by their word.</summary>
    public static IReadOnlyDictionary<string, ReportState> All { get; } = new Dictionary<string, ReportState>(StringComparer.Ordinal)
    {
        ["draft"] = ReportState.Draft,
        ["reviewed"] = ReportState.Reviewed,
        ["published"] = ReportState.Published,
        ["withdrawn"] = ReportState.Withdrawn,
    };

    /// <summary><c>draft reviewed published withdrawn</c>.</summary>
    public static string Word(this ReportState state) => All.First(entry => entry.Value == state).Key;
}
