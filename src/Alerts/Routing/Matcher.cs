namespace Tongbi.Alerts.Routing;

/// <summary>One condition on a label: it has one of the values.</summary>
/// <param name="Label">Name of the label.</param>
/// <param name="Values">Values that match; an empty value matches a label that is absent.</param>
public sealed record Matcher(string Label, IReadOnlyList<string> Values)
{
    /// <summary>Whether the labels meet the condition.</summary>
    public bool Matches(Labels labels) => Values.Contains(labels[Label], StringComparer.Ordinal);

    /// <summary>Whether the labels meet all conditions; no condition is met by all.</summary>
    public static bool All(IReadOnlyList<Matcher> matchers, Labels labels) => matchers.All(matcher => matcher.Matches(labels));
}
