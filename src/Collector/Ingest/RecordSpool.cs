using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Keeps records until their body was read to its end: in memory up to a bound, beyond it in a file. Filled once, then read any number of
/// times, one reader at a time.
/// </summary>
internal sealed class RecordSpool<T>(SpoolFolder folder, long memoryBytes) : IDisposable
    where T : unmanaged
{
    /// <summary>How many records there are.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a file was needed.</summary>
    public bool IsOnDisk => file is not null;

    /// <summary>Adds a record.</summary>
    public void Add(in T record)
    {
        if (filled == current.Length)
        {
            PutAside();
        }

        current[filled++] = record;
        Count++;
    }

    /// <summary>The records in order, in chunks that are valid until the next is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<T>> Chunks()
    {
        foreach (T[] chunk in full)
        {
            yield return chunk;
        }

        if (file is not null)
        {
            T[] chunk = new T[ChunkRecords];
            for (long position = 0; position < file.Length; position += ChunkRecords * RecordBytes)
            {
                file.Position = position;
                file.ReadExactly(MemoryMarshal.AsBytes(chunk.AsSpan()));
                yield return chunk;
            }
        }

        if (filled > 0)
        {
            yield return current.AsMemory(0, filled);
        }
    }

    /// <summary>Lets go of memory and file.</summary>
    public void Dispose()
    {
        file?.Dispose();
        full.Clear();
    }

    private void PutAside()
    {
        if (current.Length < ChunkRecords)
        {
            Array.Resize(ref current, Math.Min(ChunkRecords, current.Length * 8));
            return;
        }

        filled = 0;
        if (file is null && (full.Count + 1L) * ChunkRecords * RecordBytes <= memoryBytes)
        {
            full.Add(current);
            current = new T[ChunkRecords];
            return;
        }

        try
        {
            file ??= SpillMemory();
            file.Write(MemoryMarshal.AsBytes(current.AsSpan()));
        }
        catch (IOException full)
        {
            throw new LedgerUnavailableException("The spool folder cannot take more; free space on the disk of the data directory.", full);
        }
    }

    private FileStream SpillMemory()
    {
        FileStream spill = folder.Create();
        foreach (T[] chunk in full)
        {
            spill.Write(MemoryMarshal.AsBytes(chunk.AsSpan()));
        }

        full.Clear();
        return spill;
    }

    private const int ChunkRecords = 8192;
    private static readonly long RecordBytes = Unsafe.SizeOf<T>();

    private readonly List<T[]> full = [];
    private T[] current = new T[16];
    private int filled;
    private FileStream? file;
}
