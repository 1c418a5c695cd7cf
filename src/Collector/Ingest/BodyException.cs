#pragma warning disable CA1032 // A refusal of a body always has a place; constructors without one would only be wrong.
namespace Tongbi.Collector.Ingest;

/// <summary>A body cannot be read as a whole (code <c>bad_body</c>); nothing of it was counted.</summary>
/// <param name="message">What is wrong, without anything from the body that could be personal.</param>
/// <param name="line">Line of the unpacked body, from 1.</param>
/// <param name="column">Character of that line, from 1.</param>
/// <param name="cause">What led to it, if anything.</param>
public sealed class BodyException(string message, long line, long column, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Line of the unpacked body, from 1.</summary>
    public long Line => line;

    /// <summary>Character of that line, from 1.</summary>
    public long Column => column;
}
