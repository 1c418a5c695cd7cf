namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>Which row of the sheet each record stood in. Kept only where rows were passed over, so a sheet without gaps costs nothing.</summary>
internal sealed class RowNumbers
{
    /// <summary>Notes the row of a record; records come in order.</summary>
    public void Add(long index, long row)
    {
        if (jumps.Count == 0 || row - index != jumps[^1].Offset)
        {
            // So many gaps are no table any more; from there on the numbers are only near.
            if (jumps.Count < MaximumJumps)
            {
                jumps.Add((index, row - index));
            }
        }
    }

    /// <summary>The row of a record.</summary>
    public long Of(long index)
    {
        int low = 0;
        int high = jumps.Count;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = jumps[middle].Index <= index ? (middle, high) : (low, middle);
        }

        return jumps.Count == 0 ? index + 1 : index + jumps[low].Offset;
    }

    private const int MaximumJumps = 1_000_000;

    private readonly List<(long Index, long Offset)> jumps = [];
}
