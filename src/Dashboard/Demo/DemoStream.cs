namespace Tongbi.Dashboard.Demo;

/// <summary>Happenings of one kind: what they are, where, how many and when.</summary>
/// <param name="Name">Prefix of the reference numbers.</param>
/// <param name="Metric">Metric that they count in.</param>
/// <param name="PerYear">How many there naturally are in a year.</param>
/// <param name="Rhythm">When they happen.</param>
/// <param name="Leaves">Categories with their weights, and the source that reports them.</param>
/// <param name="Units">Where they happen.</param>
internal sealed record DemoStream(
    string Name,
    string Metric,
    double PerYear,
    DemoRhythm Rhythm,
    Weighted<DemoLeaf> Leaves,
    Weighted<string> Units);
