using System.Net;

namespace Tongbi.Collector.Publishing;

/// <summary>What a target answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The beginning of the body, for people.</param>
/// <param name="RetryAfter">When it wants to be asked again.</param>
internal sealed record TargetAnswer(HttpStatusCode Status, string Text, TimeSpan? RetryAfter)
{
    /// <summary>The whole body.</summary>
    public string Whole { get; init; } = "";

    /// <summary>Whether it is any 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
