using NodaTime;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Store;

/// <summary>A report that people work on or that was published.</summary>
internal sealed record StoredReport
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The edition.</summary>
    public required ReportEdition Edition { get; init; }

    /// <summary>The period, <c>2026-10</c>.</summary>
    public required string Period { get; init; }

    /// <summary>The unit's code.</summary>
    public required string Unit { get; init; }

    /// <summary>Whether it is for the public.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required ReportState State { get; init; }

    /// <summary>The data version; fixed from the review on, null before.</summary>
    public long? Version { get; init; }

    /// <summary>The moment it is answered for; fixed with the version.</summary>
    public Instant? Moment { get; init; }

    /// <summary>The outline's text as it was at the review; empty for the built-in one.</summary>
    public string Outline { get; init; } = "";

    /// <summary>The schedule that made it; null if a person did.</summary>
    public string? Schedule { get; init; }

    /// <summary>When it was published; null before.</summary>
    public Instant? PublishedAt { get; init; }

    /// <summary>Last step.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>Whether its receivers have been sent it.</summary>
    public bool IsDelivered { get; init; }
}
