using System.Collections.Frozen;

namespace Tongbi.Alerts.Routing;

/// <summary>
/// The names by which alerts are routed, grouped, inhibited and silenced. A label that is absent is the same as an empty one
/// (Alertmanager's rule). Immutable.
/// </summary>
public sealed class Labels
{
    /// <summary>Names that alerts carry.</summary>
    public static readonly IReadOnlyList<string> Known = ["rule", "metric", "unit", "category", "severity", "group", "source"];

    /// <summary>Takes the labels; empty values are left out.</summary>
    public Labels(IEnumerable<KeyValuePair<string, string>> values) =>
        this.values = values.Where(pair => pair.Value.Length > 0).ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The value of a label, empty if absent.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>All labels with a value, sorted by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sorted => values.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> values;
}
