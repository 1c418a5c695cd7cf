using NodaTime;

namespace Tongbi.Alerts.Channels;

/// <summary>What became of one attempt to deliver.</summary>
/// <param name="Kind">Outcome.</param>
/// <param name="Detail">What the far end said, or what went wrong: a code or a sentence of ours, never an address or a secret.</param>
/// <param name="RetryAfter">Shortest time before the next attempt, where the far end asked for one.</param>
public sealed record ChannelOutcome(OutcomeKind Kind, string Detail, Duration? RetryAfter = null)
{
    /// <summary>How many messages the far end counted against its limit for it: words, picture and mention are one each.</summary>
    public int Posts { get; init; } = 1;

    /// <summary>Longest detail that is kept.</summary>
    public const int MaximumDetail = 300;

    /// <summary>It arrived.</summary>
    public static ChannelOutcome Delivered(string detail = "ok") => new(OutcomeKind.Delivered, Cut(detail));

    /// <summary>It surely did not arrive; worth another attempt.</summary>
    public static ChannelOutcome Failed(string detail, Duration? retryAfter = null) => new(OutcomeKind.Failed, Cut(detail), retryAfter);

    /// <summary>It may have arrived: the answer is missing.</summary>
    public static ChannelOutcome Unclear(string detail) => new(OutcomeKind.Unclear, Cut(detail));

    /// <summary>It did not arrive and never will as it is.</summary>
    public static ChannelOutcome Refused(string detail) => new(OutcomeKind.Refused, Cut(detail));

    private static string Cut(string detail)
    {
        string line = string.Concat(detail.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= MaximumDetail ? line : line[..MaximumDetail];
    }
}
