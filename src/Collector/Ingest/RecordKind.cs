namespace Tongbi.Collector.Ingest;

/// <summary>What the records of a body are.</summary>
public enum RecordKind
{
    /// <summary>One record per countable happening (<c>/api/v1/events</c>).</summary>
    Event,

    /// <summary>Figures that a source has already added up (<c>/api/v1/counts</c>).</summary>
    Figure,
}
