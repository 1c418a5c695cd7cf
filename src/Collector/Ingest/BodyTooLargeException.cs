#pragma warning disable CA1032 // The message must name the limit.
namespace Tongbi.Collector.Ingest;

/// <summary>A body exceeds a limit of <see cref="IngestLimits"/>; nothing of it was counted.</summary>
/// <param name="message">Names the limit and the remedy.</param>
public sealed class BodyTooLargeException(string message) : Exception(message);
