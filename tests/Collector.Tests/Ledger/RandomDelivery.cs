using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>A delivery made up by a property test.</summary>
internal sealed record RandomDelivery(EventRecord[] Events, FigureRecord[] Figures, int Piece, bool ReopenAfter)
{
    /// <summary>The delivery, in pieces.</summary>
    public Delivery ToDelivery() => new() { Events = Events.Chunk(Piece).Select(piece => (ReadOnlyMemory<EventRecord>)piece), Figures = [Figures], Actor = "property" };

    public override string ToString() => $"{(ReopenAfter ? "reopened after " : "")}[{string.Join(", ", Events)}] [{string.Join(", ", Figures)}]\n";
}
