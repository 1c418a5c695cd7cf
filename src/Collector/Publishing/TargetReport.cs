using NodaTime;

namespace Tongbi.Collector.Publishing;

/// <summary>How one target stands.</summary>
/// <param name="Target">The target.</param>
/// <param name="State">What its publisher is doing.</param>
/// <param name="Cursor">The last version that is wholly there.</param>
/// <param name="HistoryUntil">Where a whole history ends that is being sent; null = none is.</param>
/// <param name="WaitingSince">When the oldest version that is not yet there was recorded; null = all is there.</param>
/// <param name="Sent">Points or figures sent, repeated ones too.</param>
/// <param name="Refused">Points or figures that the target refused for good.</param>
/// <param name="LastSuccessAt">When it last took something.</param>
/// <param name="LastErrorAt">When it last did not.</param>
/// <param name="LastError">Why, without secrets.</param>
public sealed record TargetReport(
    PublishTarget Target,
    PublishState State,
    long Cursor,
    long? HistoryUntil,
    Instant? WaitingSince,
    long Sent,
    long Refused,
    Instant? LastSuccessAt,
    Instant? LastErrorAt,
    string? LastError)
{
    /// <summary>Upper level: days, months and years that are told as a whole because something in them is below 0.</summary>
    public long Coarsened { get; init; }

    /// <summary>Upper level: years that are below 0 as a whole, which no figure can tell.</summary>
    public long Untold { get; init; }

    /// <summary>InfluxDB: how it stands with the marks, e.g. alerts; null where it gets none.</summary>
    public TargetReport? Marks { get; init; }
}
