namespace Tongbi.Alerts.Incidents;

/// <summary>Which alerts are wanted; what is null does not restrict.</summary>
/// <param name="State">In this state.</param>
/// <param name="Severity">At this severity.</param>
/// <param name="Rule">Of this rule.</param>
/// <param name="Limit">At most so many, the latest first.</param>
public sealed record AlertQuery(AlertState? State = null, Severity? Severity = null, string? Rule = null, int Limit = 1_000)
{
    /// <summary>Of these units; null = of all.</summary>
    public IReadOnlySet<string>? Units { get; init; }

    /// <summary>Only those that come after this place; null = from the first.</summary>
    public AlertPlaceInList? After { get; init; }
}
