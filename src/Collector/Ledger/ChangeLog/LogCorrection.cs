namespace Tongbi.Collector.Ledger.ChangeLog;

/// <summary>A correction as it is stored: <see cref="Series"/> is the ledger's own number, not a handle of this process.</summary>
/// <param name="Start">Unix second at which the records occurred.</param>
/// <param name="FirstRecorded">Unix second at which they were first recorded.</param>
/// <param name="Series">The ledger's number of the leaf series, 1 or more.</param>
/// <param name="Records">Records that came (above 0) or left (below 0).</param>
/// <param name="Moved">Moved ones that came or left.</param>
internal readonly record struct LogCorrection(long Start, long FirstRecorded, int Series, int Records, int Moved) : IComparable<LogCorrection>
{
    /// <summary>Whether it tells nothing: such a one is not written.</summary>
    public bool IsNothing => Records == 0 && Moved == 0;

    /// <summary>The order of a block: by series, start, first recording.</summary>
    public int CompareTo(LogCorrection other)
    {
        if (Series != other.Series)
        {
            return Series < other.Series ? -1 : 1;
        }

        return Start != other.Start ? Start.CompareTo(other.Start) : FirstRecorded.CompareTo(other.FirstRecorded);
    }

    /// <summary>Whether both are of the same records.</summary>
    public bool IsOfTheSame(LogCorrection other) => Start == other.Start && FirstRecorded == other.FirstRecorded && Series == other.Series;

    /// <summary>Both together.</summary>
    public LogCorrection Plus(LogCorrection other) => this with { Records = Records + other.Records, Moved = Moved + other.Moved };
}
