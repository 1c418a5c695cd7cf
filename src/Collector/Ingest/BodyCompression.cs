namespace Tongbi.Collector.Ingest;

/// <summary>How a body is packed on the wire.</summary>
public enum BodyCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, of one or more members.</summary>
    Gzip,

    /// <summary>brotli.</summary>
    Brotli,
}
