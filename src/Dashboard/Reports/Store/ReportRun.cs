using NodaTime;

namespace Tongbi.Dashboard.Reports.Store;

/// <summary>One run of a schedule: for a unit and a period there is exactly one.</summary>
/// <param name="Schedule">The schedule's id.</param>
/// <param name="Period">The period.</param>
/// <param name="Unit">The unit's code.</param>
/// <param name="State"><c>running</c>, <c>done</c>, <c>retrying</c> or <c>failed</c>.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="NextAt">When it is tried again; null if it is not.</param>
/// <param name="Report">The report that came of it; null while none did.</param>
/// <param name="Error">What last went wrong; empty if nothing did.</param>
/// <param name="ChangedAt">When it last changed.</param>
internal sealed record ReportRun(string Schedule, string Period, string Unit, string State, int Attempts, Instant? NextAt, long? Report, string Error, Instant ChangedAt);
