using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Import;

/// <summary>What became of a file's rows, all of it durable.</summary>
/// <param name="Received">Rows in the file.</param>
/// <param name="Inserted">Seen for the first time.</param>
/// <param name="Revised">Replaced an earlier record.</param>
/// <param name="Withdrawn">Taken out of the counts.</param>
/// <param name="Duplicate">Known already.</param>
/// <param name="Stale">Of a lower revision than known.</param>
/// <param name="RejectedByCode">Refused rows by code.</param>
/// <param name="Examples">The first refused rows, a few of each code; the index counts rows of the file from 0.</param>
/// <param name="Version">Version of the data set after the last commit.</param>
public sealed record ImportSummary(
    long Received,
    long Inserted,
    long Revised,
    long Withdrawn,
    long Duplicate,
    long Stale,
    IReadOnlyDictionary<string, long> RejectedByCode,
    IReadOnlyList<Refusal> Examples,
    long Version)
{
    /// <summary>How many of the refused rows are kept, to be counted once their codes are mapped.</summary>
    public long Held { get; init; }

    /// <summary>Rows that an earlier, interrupted run had settled; they are in all the other numbers.</summary>
    public long Before { get; init; }

    /// <summary>Refused rows in all.</summary>
    public long Rejected => RejectedByCode.Values.Sum();
}
