namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>A title in both languages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record OutlineTitle(string Zh, string En);
