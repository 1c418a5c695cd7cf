using Tongbi.Collector.Catalog;
using Tongbi.Collector.Sources.Health;

namespace Tongbi.Dashboard.Api;

/// <summary>A way in of ours (a folder, a pull) that fails for a source.</summary>
/// <param name="Way">Which one.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">One sentence with the remedy.</param>
/// <param name="Since">When it began to fail.</param>
/// <param name="LastAt">When it failed last.</param>
/// <param name="Times">How often in a row.</param>
internal sealed record FaultEntry(string Way, string Code, string Message, string Since, string LastAt, long Times)
{
    /// <summary>Writes a fault out; null where there is none.</summary>
    public static FaultEntry? Of(SourceFault? fault, Catalogue catalogue) => fault is null
        ? null
        : new FaultEntry(fault.Way, fault.Code, fault.Message, OfficeTime.Text(fault.Since, catalogue), OfficeTime.Text(fault.LastAt, catalogue), fault.Times);
}
