using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>One step in the life of an alert. It is on disk before anybody is told of it. Immutable.</summary>
public sealed record AlertTransition
{
    /// <summary>Number over all alerts, rising in the order of committing; 0 before it is committed.</summary>
    public long Number { get; init; }

    /// <summary>The alert as it stands after the step.</summary>
    public required Alert Alert { get; init; }

    /// <summary>What happened.</summary>
    public required TransitionKind Kind { get; init; }

    /// <summary>State before; null for the first step.</summary>
    public AlertState? FromState { get; init; }

    /// <summary>Severity before; null for the first step.</summary>
    public Severity? FromSeverity { get; init; }

    /// <summary>Gravest severity before; null for the first step that fires.</summary>
    public Severity? FromWorst { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant At { get; init; }

    /// <summary>Why, as a stable word: <c>threshold zero_base no_data back_under data_back no_data_resolved keep_firing_over rule_gone rule_changed flapping settled person</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Who did it; null for the program.</summary>
    public string? Actor { get; init; }

    /// <summary>What the person wrote.</summary>
    public string? Comment { get; init; }

    /// <summary>The alert's id.</summary>
    public string AlertId => Alert.Id;

    /// <summary>Number of the step within its alert, from 1: with <see cref="AlertId"/> the identity of what there is to tell.</summary>
    public int Sequence => Alert.Sequence;

    /// <summary>State after.</summary>
    public AlertState ToState => Alert.State;

    /// <summary>Severity after.</summary>
    public Severity ToSeverity => Alert.Severity;

    /// <summary>Whether the alert is graver than it ever was: what ends the peace that an acknowledgement brought.</summary>
    public bool RaisesWorst => FromWorst is { } before ? Alert.Worst > before : Kind == TransitionKind.Fired;
}
