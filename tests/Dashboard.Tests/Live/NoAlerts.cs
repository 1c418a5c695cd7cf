using Tongbi.Dashboard.Live;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>A board without alerts.</summary>
internal sealed class NoAlerts : IAlertBoard
{
    public static NoAlerts Instance { get; } = new();

    public long Sequence => 0;

    public (long Sequence, EncodedMessage? Message) NextAfter(long after, string unitCode) => (after, null);

    public IReadOnlyList<ReadOnlyMemory<byte>> Encode(string unitCode) => [];
}
