namespace Tongbi.Collector.Sources.Http;

/// <summary>How scanning a JSON value ended.</summary>
internal enum ScanStatus
{
    /// <summary>The value is complete and well-formed.</summary>
    Complete,

    /// <summary>So far well-formed, but it goes on behind the data at hand.</summary>
    Incomplete,

    /// <summary>Not JSON.</summary>
    Invalid,

    /// <summary>Nested deeper than any record needs.</summary>
    TooDeep,
}
