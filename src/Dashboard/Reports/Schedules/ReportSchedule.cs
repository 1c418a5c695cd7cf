using NodaTime;

namespace Tongbi.Dashboard.Reports.Schedules;

/// <summary>When an edition is made by itself, for whom, and what becomes of it.</summary>
public sealed record ReportSchedule
{
    /// <summary>Unique over all editions.</summary>
    public required string Id { get; init; }

    /// <summary>Codes of the units it is made for, one report each.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>On which working day after the period's end, from 1; weekends and the catalogue's holidays are none.</summary>
    public required int WorkingDay { get; init; }

    /// <summary>At which time of day, in the office's zone.</summary>
    public required LocalTime At { get; init; }

    /// <summary><c>internal</c> or <c>public</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>Whether it is published at once; otherwise people review and publish the draft.</summary>
    public bool Publish { get; init; }

    /// <summary>Receivers of notify.yaml that get it once it is published.</summary>
    public IReadOnlyList<string> Receivers { get; init; } = [];

    /// <summary>The format they get.</summary>
    public string Format { get; init; } = "docx";
}
