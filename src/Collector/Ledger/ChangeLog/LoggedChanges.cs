using System.Collections;

namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>
/// The changes of one version, kept packed and unpacked as they are walked through: a version may have millions.
/// Made for enumeration; the indexer unpacks one block at a time. Immutable to the outside, but not for several threads at once.
/// </summary>
internal sealed class LoggedChanges : IReadOnlyList<Change>
{
    /// <summary>The changes of these blocks, in this order.</summary>
    /// <param name="blocks">The version's blocks.</param>
    /// <param name="handles">Handle of each series by the ledger's number.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    public static IReadOnlyList<Change> Of(IReadOnlyList<byte[]> blocks, int[] handles)
    {
        int[] counts = [.. blocks.Select(block => new LogBlockReader(block).Count)];
        LoggedChanges packed = new(blocks, counts, handles);
        return blocks.Count == 1 && packed.Count <= LargestUnpacked ? packed.Unpack(blocks[0]) : packed;
    }

    private LoggedChanges(IReadOnlyList<byte[]> blocks, int[] counts, int[] handles)
    {
        this.blocks = blocks;
        this.counts = counts;
        this.handles = handles;
        Count = counts.Sum();
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public Change this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            int block = 0;
            for (; index >= counts[block]; block++)
            {
                index -= counts[block];
            }

            if (block != unpackedBlock)
            {
                unpacked = Unpack(blocks[block]);
                unpackedBlock = block;
            }

            return unpacked[index];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Change> GetEnumerator()
    {
        foreach (byte[] block in blocks)
        {
            LogBlockReader reader = new(block);
            while (reader.MoveNext())
            {
                yield return ToChange(reader.Current);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Change[] Unpack(byte[] block)
    {
        LogBlockReader reader = new(block);
        Change[] changes = new Change[reader.Count];
        for (int index = 0; reader.MoveNext(); index++)
        {
            changes[index] = ToChange(reader.Current);
        }

        return changes;
    }

    private Change ToChange(LogEntry entry) => new(entry.Start, entry.Delta, handles[entry.Series], entry.Presence, entry.Grain);

    // Up to here an array (2 MiB) is quicker to walk and small enough to keep.
    private const int LargestUnpacked = 65_536;
    private readonly IReadOnlyList<byte[]> blocks;
    private readonly int[] counts;
    private readonly int[] handles;
    private Change[] unpacked = [];
    private int unpackedBlock = -1;
}
