using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Notify;

/// <summary>One channel of a receiver.</summary>
public sealed record ChannelSettings
{
    /// <summary>Which channel of which receiver, <c>leaders/0</c>: its name in the record of deliveries.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required ChannelKind Kind { get; init; }

    /// <summary>Whole address, for those that speak HTTP. It may carry a key and is never told.</summary>
    public Uri? Url { get; init; }

    /// <summary>The address, where the configuration keeps it as a secret.</summary>
    public SecretText? UrlSecret { get; init; }

    /// <summary>Secret of a robot's signature, or null if it does not sign.</summary>
    public SecretText? Secret { get; init; }

    /// <summary>HTTP method of a text-message gateway.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Template of a gateway's body.</summary>
    public string? Body { get; init; }

    /// <summary>Content type of a gateway's body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Header lines for HTTP channels, such as a gateway's authorization.</summary>
    public IReadOnlyDictionary<string, SecretOrText> Headers { get; init; } = new Dictionary<string, SecretOrText>();

    /// <summary>What a gateway's answer must say.</summary>
    public SuccessTest? Success { get; init; }

    /// <summary>Mail addresses or telephone numbers.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Telephone numbers that a robot's message calls on (<c>@</c>).</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    /// <summary>Ids of walls whose screens count; empty = all.</summary>
    public IReadOnlyList<string> Walls { get; init; } = [];

    /// <summary>Folder of a file channel.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// Whether the far end throws away a second message with the same idempotency key, so that a delivery whose outcome is unknown can be made
    /// again without saying 可能重复.
    /// </summary>
    public bool HonoursIdempotencyKey { get; init; }
}
