namespace Tongbi.Alerts.Incidents;

/// <summary>What routes, silences and inhibitions match on.</summary>
/// <param name="Rule">Rule id; Alertmanager's <c>alertname</c>.</param>
/// <param name="Metric">Metric id.</param>
/// <param name="Unit">Unit code.</param>
/// <param name="Category">Category path; empty = all.</param>
/// <param name="Severity">How grave it is now.</param>
/// <param name="Group">The metric's group (五合一); may be empty.</param>
public sealed record AlertLabels(string Rule, string Metric, string Unit, string Category, Severity Severity, string Group)
{
    /// <summary>One label by its name; empty where there is none of that name, as Alertmanager takes a missing label for an empty one.</summary>
    public string this[string name] => name switch
    {
        "rule" => Rule,
        "metric" => Metric,
        "unit" => Unit,
        "category" => Category,
        "severity" => Severity.Word(),
        "group" => Group,
        _ => "",
    };

    /// <summary>Names of all labels.</summary>
    public static IReadOnlyList<string> Names { get; } = ["rule", "metric", "unit", "category", "severity", "group"];
}
