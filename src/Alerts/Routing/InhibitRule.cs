namespace Tongbi.Alerts.Routing;

/// <summary>A target is not told while a source fires whose labels are equal on every label named.</summary>
/// <param name="Source">Conditions on the alert that inhibits.</param>
/// <param name="Target">Conditions on the alert that is inhibited.</param>
/// <param name="Equal">Labels that must be equal on both; absent on both is equal.</param>
public sealed record InhibitRule(IReadOnlyList<Matcher> Source, IReadOnlyList<Matcher> Target, IReadOnlyList<string> Equal)
{
    /// <summary>
    /// Whether a firing alert inhibits another. An alert that matches both sides cannot be inhibited by one that also matches both: otherwise
    /// two such alerts would silence each other.
    /// </summary>
    public bool Inhibits(Labels source, Labels target) =>
        Matcher.All(Target, target)
        && Matcher.All(Source, source)
        && !(Matcher.All(Source, target) && Matcher.All(Target, source))
        && Equal.All(label => source[label] == target[label]);
}
