using NodaTime;

namespace Tongbi.Dashboard.Reports.Store;

/// <summary>A step in a report's life, on record.</summary>
/// <param name="Kind"><c>drafted written reviewed published withdrawn delivered</c>.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Comment">What for, or which part was written; empty if nothing was said.</param>
internal sealed record ReportStep(string Kind, Instant At, string Actor, string Comment);
