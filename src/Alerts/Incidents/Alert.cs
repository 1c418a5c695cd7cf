using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>One alert 预警 as it stands: an incident of one rule at one unit and category, from its first breach to its end. Immutable.</summary>
public sealed record Alert
{
    /// <summary>Identifier, given once and never again.</summary>
    public required string Id { get; init; }

    /// <summary>What routes and silences match on; the severity is the present one.</summary>
    public required AlertLabels Labels { get; init; }

    /// <summary>The rule's Chinese name.</summary>
    public required string Name { get; init; }

    /// <summary>The rule's English name.</summary>
    public required string NameEn { get; init; }

    /// <summary><c>value change rate points z score age</c>.</summary>
    public required string Statistic { get; init; }

    /// <summary>Period as the rule spells it, e.g. <c>mtd</c>.</summary>
    public required string Period { get; init; }

    /// <summary>Comparison as the rule spells it; null where the statistic needs none.</summary>
    public string? Compare { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required AlertState State { get; init; }

    /// <summary>Gravest severity of its whole life.</summary>
    public required Severity Worst { get; init; }

    /// <summary>How many transitions it has had; the last one's sequence.</summary>
    public required int Sequence { get; init; }

    /// <summary>When its condition began to hold.</summary>
    public required Instant ActiveAt { get; init; }

    /// <summary>When it fired; for a pending one, when its condition began to hold.</summary>
    public required Instant StartsAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>Last transition.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>Whether it changes so often that changes are not told.</summary>
    public bool Flapping { get; init; }

    /// <summary>签收: who; null until somebody did, and again once it grew graver than ever before.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>签收: when.</summary>
    public Instant? AcknowledgedAt { get; init; }

    /// <summary>What a person made of it in the end.</summary>
    public AlertDisposition Disposition { get; init; }

    /// <summary>The figures of the last transition.</summary>
    public required AlertFigures Figures { get; init; }

    /// <summary>One Chinese sentence: what, where, period, figures, data time.</summary>
    public required string Summary { get; init; }

    /// <summary>The same in English.</summary>
    public required string SummaryEn { get; init; }

    /// <summary>How grave it is now; once resolved, how grave it was last.</summary>
    public Severity Severity => Labels.Severity;

    /// <summary>What it is the one open alert of.</summary>
    public AlertKey Key => new(Labels.Rule, Labels.Unit, Labels.Category);

    /// <summary>Whether it is pending or firing.</summary>
    public bool IsOpen => State != AlertState.Resolved;
}
