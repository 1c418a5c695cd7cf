namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>What encoder and decoder of a block must agree on; docs/formats/ledger.md describes it byte by byte.</summary>
internal static class LogBlock
{
    /// <summary>First byte of every block.</summary>
    public const byte Format = 1;

    /// <summary>Bytes of the CRC-32C at the end.</summary>
    public const int ChecksumBytes = sizeof(uint);

    /// <summary>Bits of a group's head that hold the grain.</summary>
    public const int GrainBits = 3;

    /// <summary>Bits of an entry's first number that hold its shape.</summary>
    public const int ShapeBits = 2;

    /// <summary>One record came, and adds one: by far the most frequent, no further bytes.</summary>
    public const int ShapeOne = 0;

    /// <summary>Delta and presence are the same number.</summary>
    public const int ShapeEqual = 1;

    /// <summary>Only a delta; presence 0.</summary>
    public const int ShapeDelta = 2;

    /// <summary>Delta and presence, each on its own.</summary>
    public const int ShapeBoth = 3;

    /// <summary>Starts must lie within ± this, so that the shape fits beside them. In seconds: 18 billion years.</summary>
    public const long LargestStart = 1L << 59;
}
