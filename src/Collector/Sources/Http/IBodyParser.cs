namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Cuts a body into records. Fed by <see cref="BodyReader"/> with what has arrived and is not consumed yet; keeps only its own state, so a
/// body may be cut anywhere between two calls.
/// </summary>
internal interface IBodyParser
{
    /// <summary>Longest record in bytes; a longer one is refused by itself and passed over.</summary>
    const int MaxRecordBytes = 64 * 1024;

    /// <summary>Hands every complete record to the sink.</summary>
    /// <param name="data">Valid UTF-8 from the first unconsumed byte on.</param>
    /// <param name="final">Whether the body ends here.</param>
    /// <param name="sink">Where the records go.</param>
    /// <returns>How many bytes are done with; all of them if <paramref name="final"/>. Never 0 once more than <see cref="MaxRecordBytes"/>
    /// bytes are given.</returns>
    /// <exception cref="MalformedBodyException">The body as a whole cannot be read.</exception>
    int Drain(ReadOnlySpan<byte> data, bool final, IRecordSink sink);
}
