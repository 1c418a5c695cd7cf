namespace Tongbi.Dashboard.Live;

/// <summary>The alerts as screens are told of them. Thread-safe.</summary>
internal interface IAlertBoard
{
    /// <summary>Number of the last transition that is to be told; 0 = none since the start.</summary>
    long Sequence { get; }

    /// <summary>The next alert after a number that is to be told at a unit and below, with its own number; the message is null where there is none.</summary>
    (long Sequence, EncodedMessage? Message) NextAfter(long after, string unitCode);

    /// <summary>Alerts that fire at a unit and below.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>> Encode(string unitCode);
}
