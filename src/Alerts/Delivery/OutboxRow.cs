using NodaTime;
using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Delivery;

/// <summary>One message to one channel of one receiver, and what became of it.</summary>
public sealed record OutboxRow
{
    /// <summary>Number, rising.</summary>
    public required long Id { get; init; }

    /// <summary>Id of the receiver that was told, after rosters were asked.</summary>
    public required string Receiver { get; init; }

    /// <summary>Channel, <c>leaders/0</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Kind of the channel, as in the configuration.</summary>
    public required string Kind { get; init; }

    /// <summary>The same for every attempt.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The message, frozen.</summary>
    public required Notification Content { get; init; }

    /// <summary>When it was decided.</summary>
    public required Instant Created { get; init; }

    /// <summary>When it may go, or go again.</summary>
    public required Instant Due { get; init; }

    /// <summary>Where it stands.</summary>
    public required OutboxState State { get; init; }

    /// <summary>Whether it was held back by quiet hours or a cap, so that it may join a digest.</summary>
    public required bool Held { get; init; }

    /// <summary>Attempts made.</summary>
    public required int Attempts { get; init; }

    /// <summary>Whether an attempt ended without anybody knowing how: it may have arrived.</summary>
    public required bool Unclear { get; init; }

    /// <summary>When it was delivered or given up.</summary>
    public Instant? Done { get; init; }

    /// <summary>The digest that it became a part of.</summary>
    public long? MergedInto { get; init; }
}
