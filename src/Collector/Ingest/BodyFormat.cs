namespace Tongbi.Collector.Ingest;

/// <summary>How the records of a body are written.</summary>
public enum BodyFormat
{
    /// <summary><c>application/x-ndjson</c>: one JSON object a line.</summary>
    Ndjson,

    /// <summary><c>application/json</c>: one array of objects.</summary>
    JsonArray,

    /// <summary><c>text/csv</c> with a header row.</summary>
    Csv,
}
