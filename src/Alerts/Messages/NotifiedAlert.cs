using System.Text.Json.Serialization;
using NodaTime;

namespace Tongbi.Alerts.Messages;

/// <summary>
/// One alert as it is told in a message, frozen when the message was made: what is delivered later, or again, says the same.
/// </summary>
public sealed record NotifiedAlert
{
    /// <summary>Id of the alert.</summary>
    public required string Id { get; init; }

    /// <summary>Id of its rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's name.</summary>
    public required string Name { get; init; }

    /// <summary>The rule's name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>blue, yellow, orange or red.</summary>
    public required string Severity { get; init; }

    /// <summary>The worst severity of its whole life: only when it rises is a change of severity news.</summary>
    public string WorstSeverity { get; init; } = "";

    /// <summary>Whether it changes so often that single changes are not told.</summary>
    public bool Flapping { get; init; }

    /// <summary>Severities that it had before, as far as its group was told of them.</summary>
    public IReadOnlyList<string> FormerSeverities { get; init; } = [];

    /// <summary>Whether it fires; else it has resolved.</summary>
    public required bool Firing { get; init; }

    /// <summary>Labels, severity and rule among them.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Names of metric, unit and category, for people.</summary>
    public required AlertPlace Place { get; init; }

    /// <summary>Sentence with the figures.</summary>
    public required string Summary { get; init; }

    /// <summary>The same in English.</summary>
    public required string SummaryEn { get; init; }

    /// <summary>Which statistic the rule looks at.</summary>
    public string Statistic { get; init; } = "";

    /// <summary>Its value; null if unknown.</summary>
    public decimal? Value { get; init; }

    /// <summary>The count or figure of the period itself, where the statistic compares; null if it has none.</summary>
    public decimal? Current { get; init; }

    /// <summary>What it is held against; null if it has none.</summary>
    public decimal? Base { get; init; }

    /// <summary>Rate as a ratio; null if it has none.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Threshold of the severity.</summary>
    public decimal? Threshold { get; init; }

    /// <summary>Up to when the data go, or null.</summary>
    public Instant? DataTime { get; init; }

    /// <summary>When it began.</summary>
    public required Instant StartsAt { get; init; }

    /// <summary>When it resolved, or null.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>Address of its page, or null where no address is configured.</summary>
    public string? Link { get; init; }

    /// <summary>One-time address to acknowledge it, or null.</summary>
    public string? AcknowledgeLink { get; init; }

    /// <summary>What a group remembers as told: the alert, its worst severity and whether it flaps. Another key is news.</summary>
    [JsonIgnore]
    public string Key => $"{Id}:{(WorstSeverity.Length > 0 ? WorstSeverity : Severity)}{(Flapping ? ":flapping" : "")}";
}
