namespace Tongbi.Collector.Sources.Http;

/// <summary>A parser met bytes that make the whole body unreadable; <see cref="BodyReader"/> turns the offset into line and column.</summary>
#pragma warning disable CA1032 // Internal, thrown in one way and always caught by BodyReader.
internal sealed class MalformedBodyException(int offset, string message) : Exception(message)
#pragma warning restore CA1032
{
    /// <summary>Offset of the offending byte in the data that was being drained.</summary>
    public int Offset => offset;
}
