using NodaTime;

namespace Tongbi.Collector.Sources.Health;

/// <summary>A way in of ours that fails for a source, from the first failure to the recovery.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Way">Which way in, e.g. <c>folder</c> or the name of a pull.</param>
/// <param name="Code">Stable code, e.g. <c>connection_failed</c>.</param>
/// <param name="Message">One sentence with the remedy; never a value from a record, a file name that others chose, or a secret.</param>
/// <param name="Since">When it began to fail.</param>
/// <param name="LastAt">When it failed last.</param>
/// <param name="Times">How often in a row.</param>
public sealed record SourceFault(string Source, string Way, string Code, string Message, Instant Since, Instant LastAt, long Times);
