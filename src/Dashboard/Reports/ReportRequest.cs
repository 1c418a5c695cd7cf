using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports;

/// <summary>Which report is wanted.</summary>
internal sealed record ReportRequest
{
    /// <summary>The outline; names the edition.</summary>
    public required ReportOutline Outline { get; init; }

    /// <summary>The period in the public contract's spelling.</summary>
    public required string Period { get; init; }

    /// <summary>The unit.</summary>
    public required UnitNode Unit { get; init; }

    /// <summary>Whether it is for the public.</summary>
    public bool IsPublic { get; init; }

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh";

    /// <summary>The data version; null = the newest.</summary>
    public long? Version { get; init; }

    /// <summary>The moment it is answered for; null = what follows from the version, see <see cref="ReportMaker"/>.</summary>
    public Instant? Moment { get; init; }

    /// <summary>Whether it is not published yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>What people wrote, by the id of the manual block.</summary>
    public IReadOnlyDictionary<string, string> Manual { get; init; } = new Dictionary<string, string>();
}
