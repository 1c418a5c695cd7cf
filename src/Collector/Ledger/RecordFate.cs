namespace Tongbi.Collector.Ledger;

/// <summary>What became of a good record.</summary>
internal enum RecordFate
{
    /// <summary>Seen for the first time.</summary>
    Inserted,

    /// <summary>Replaced an earlier one.</summary>
    Revised,

    /// <summary>Taken out of the counts.</summary>
    Withdrawn,

    /// <summary>Known already.</summary>
    Duplicate,

    /// <summary>Older than what is known.</summary>
    Stale,
}
