using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;

namespace Tongbi.Fuzz.Bodies;

/// <summary>All that the ledger and the sender are told of one body.</summary>
internal sealed class BodyAnswer
{
    /// <summary>Line and column at which the body as a whole was refused; null if it was read.</summary>
    public (long Line, long Column)? Unreadable { get; init; }

    /// <summary>Good events.</summary>
    public List<EventRecord> Events { get; } = [];

    /// <summary>Good figures.</summary>
    public List<FigureRecord> Figures { get; } = [];

    /// <summary>Refused records.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <summary>Whether another answer says the same.</summary>
    public bool IsSameAs(BodyAnswer other) =>
        Unreadable == other.Unreadable && Events.SequenceEqual(other.Events) && Figures.SequenceEqual(other.Figures) && Refusals.SequenceEqual(other.Refusals);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', (object?[])[Unreadable, .. Events, .. Figures, .. Refusals]);
}
