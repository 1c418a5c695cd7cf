namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>A change as it is stored: <see cref="Series"/> is the ledger's own number, not a handle of this process.</summary>
/// <param name="Start">Start of the bucket in the units of its grain.</param>
/// <param name="Delta">What is added to the bucket's count.</param>
/// <param name="Series">The ledger's number of the leaf series, 1 or more.</param>
/// <param name="Presence">Records or figures that came (above 0) or went (below 0) in this bucket.</param>
/// <param name="Grain">Grain of the bucket.</param>
internal readonly record struct LogEntry(long Start, long Delta, int Series, int Presence, BucketGrain Grain) : IComparable<LogEntry>
{
    /// <summary>Whether it neither moves a count nor brings or takes a record: such an entry is not written.</summary>
    public bool IsNothing => Delta == 0 && Presence == 0;

    /// <summary>The order of a block: by series, grain, start.</summary>
    public int CompareTo(LogEntry other)
    {
        if (Series != other.Series)
        {
            return Series < other.Series ? -1 : 1;
        }

        return Grain != other.Grain ? (int)Grain - (int)other.Grain : Start.CompareTo(other.Start);
    }

    /// <summary>Whether both are of the same bucket of the same series.</summary>
    public bool IsSameBucket(LogEntry other) => Start == other.Start && Series == other.Series && Grain == other.Grain;

    /// <summary>Both together.</summary>
    public LogEntry Plus(LogEntry other) => this with { Delta = Delta + other.Delta, Presence = Presence + other.Presence };
}
