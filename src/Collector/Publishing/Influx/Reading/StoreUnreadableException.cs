namespace Tongbi.Collector.Publishing.Influx.Reading;

/// <summary>A store cannot be read, or lacks what it should have. The message is for people and holds no secret.</summary>
/// <param name="code">Stable word: <c>store_missing</c>, <c>store_unreachable</c>, <c>store_incomplete</c>, <c>store_behind</c>.</param>
/// <param name="message">What is the matter, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class StoreUnreadableException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable word.</summary>
    public string Code { get; } = code;
}
