namespace Tongbi.Dashboard.Walls;

/// <summary>One child of a split panel.</summary>
/// <param name="Key">Key of the child's figure, see <see cref="Collector.Statistics.StatisticItem.Key"/>.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
public sealed record PanelRow(string Key, string Name, string NameEn);
