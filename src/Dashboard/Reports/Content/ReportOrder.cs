using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>Everything apart from counts that a report is made from. The same order and the same version give the same report.</summary>
internal sealed record ReportOrder
{
    /// <summary>What it consists of.</summary>
    public required ReportOutline Outline { get; init; }

    /// <summary>The period it is about.</summary>
    public required NamedPeriod Period { get; init; }

    /// <summary>The unit it is about, with all below.</summary>
    public required UnitNode Unit { get; init; }

    /// <summary>Whether it is for the public.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The office's zone, for dates in print.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The moment that it is answered for: nothing that occurred later is seen.</summary>
    public required Instant Moment { get; init; }

    /// <summary>Whether it is not published yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether the counts are simulated.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>What people wrote, by the id of the manual block: lines are paragraphs.</summary>
    public IReadOnlyDictionary<string, string> Manual { get; init; } = new Dictionary<string, string>();

    /// <summary>The alerts of the unit that began in the period.</summary>
    public IReadOnlyList<AlertDigest> Alerts { get; init; } = [];

    /// <summary>Figures of earlier reports that are no longer what was published.</summary>
    public IReadOnlyList<Restated> Restatements { get; init; } = [];
}
