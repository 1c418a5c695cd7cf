namespace Tongbi.Collector.Ledger.Sqlite;

/// <summary>
/// The ledger's numbers of the leaf series (1, 2, 3, …) and this process's handles. Written by the writer only;
/// <see cref="HandlesByNumber"/> may be read by anyone for series of versions already published.
/// </summary>
internal sealed class SeriesTable(SqliteSession session, SeriesRegistry registry) : IDisposable
{
    /// <summary>Handle of each series by its number; [0] is not used.</summary>
    public int[] HandlesByNumber => Volatile.Read(ref handlesByNumber);

    /// <summary>How many series there are, uncommitted ones included: what <see cref="RollBackTo"/> goes back to.</summary>
    public int Count { get; private set; }

    /// <summary>Takes in the series that are in the table but not yet known here.</summary>
    public void Load()
    {
        load.Bind(1, Count);
        while (load.Step())
        {
            SeriesKey key = new(load.Text(1), load.Text(2), load.Text(3), load.Text(4));
            Add(checked((int)load.Integer(0)), registry.GetOrAdd(key));
        }
    }

    /// <summary>The ledger's number of a series, given now if it had none.</summary>
    public int NumberOf(int handle)
    {
        if ((uint)handle < (uint)numbersByHandle.Length && numbersByHandle[handle] != 0)
        {
            return numbersByHandle[handle];
        }

        SeriesKey key = registry[handle];
        int number = Count + 1;
        insert.Bind(1, number).Bind(2, key.Source).Bind(3, key.Metric).Bind(4, key.Category).Bind(5, key.Unit).Run();
        Add(number, handle);
        return number;
    }

    /// <summary>Forgets the numbers that a transaction gave before it was rolled back.</summary>
    public void RollBackTo(int count)
    {
        for (; Count > count; Count--)
        {
            numbersByHandle[handlesByNumber[Count]] = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        insert.Dispose();
        load.Dispose();
    }

    private void Add(int number, int handle)
    {
        if (number != Count + 1)
        {
            throw new LedgerUnavailableException($"Ledger {session.Path} is damaged: series {Count + 1} is missing. Restore the latest backup; sources may then send again what came after it.");
        }

        if (number >= handlesByNumber.Length)
        {
            int[] larger = new int[handlesByNumber.Length * 2];
            handlesByNumber.CopyTo(larger, 0);
            Volatile.Write(ref handlesByNumber, larger);
        }

        if (handle >= numbersByHandle.Length)
        {
            Array.Resize(ref numbersByHandle, Math.Max(handle + 1, numbersByHandle.Length * 2));
        }

        handlesByNumber[number] = handle;
        numbersByHandle[handle] = number;
        Count = number;
    }

    private readonly SqliteStatement insert = session.Prepare("INSERT INTO series(id, source, metric, category, unit) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly SqliteStatement load = session.Prepare("SELECT id, source, metric, category, unit FROM series WHERE id > ?1 ORDER BY id");
    private int[] handlesByNumber = new int[256];
    private int[] numbersByHandle = new int[256];
}
