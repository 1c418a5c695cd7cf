namespace Tongbi.Dashboard.Walls;

/// <summary>What a screen needs to know of a panel's metric.</summary>
/// <param name="Id">Metric id.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Kind"><c>flow stock ratio selection</c>.</param>
/// <param name="Unit">Unit of measure.</param>
/// <param name="Polarity"><c>up down neutral</c>: which direction is good.</param>
/// <param name="Definition">统计口径 in Chinese.</param>
/// <param name="DefinitionEn">统计口径 in English.</param>
/// <param name="Sources">Ids of the sources that feed it in the end; a screen marks its figures as old by these.</param>
public sealed record PanelMetric(
    string Id,
    string Name,
    string NameEn,
    string Kind,
    string Unit,
    string Polarity,
    string Definition,
    string DefinitionEn,
    IReadOnlyList<string> Sources);
