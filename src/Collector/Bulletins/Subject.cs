namespace Tongbi.Collector.Bulletins;

/// <summary>A count that the text states, with what it says of its base. Derived figures that follow belong to it.</summary>
internal sealed class Subject(PrintedNumber number, string label, bool isTotal, int? days)
{
    private readonly (decimal Value, bool Certain)?[] bases = new (decimal, bool)?[3];

    /// <summary>The count.</summary>
    public PrintedNumber Number { get; } = number;

    /// <summary>What it counts, without the words that say nothing.</summary>
    public string Label { get; } = label;

    /// <summary>Whether it is told as a whole: 共, 总数.</summary>
    public bool IsTotal { get; } = isTotal;

    /// <summary>Days of its period, where known.</summary>
    public int? Days { get; } = days;

    /// <summary>False once it is doubtful whether what follows still speaks of it.</summary>
    public bool Certain { get; set; } = number.Certain;

    /// <summary>The daily mean that was told last, while nothing else came since: what follows may speak of that.</summary>
    public decimal? MeanJustTold { get; set; }

    /// <summary>Whether the comparison that runs is one of daily means, which are rounded and cannot be recomputed.</summary>
    public bool ComparesMeans { get; set; }

    /// <summary>The comparison told last.</summary>
    public Basis Basis { get; private set; } = Basis.Any;

    /// <summary>Notes an earlier count.</summary>
    public void SetBase(Basis basis, decimal value, bool certain)
    {
        bases[(int)basis] = (value, certain);
        Basis = basis;
    }

    /// <summary>Notes which comparison is spoken of.</summary>
    public void Speak(Basis basis) => Basis = basis == Basis.Any ? Basis : basis;

    /// <summary>The earlier count for a comparison; for one that is not named, the last told.</summary>
    public (decimal Value, bool Certain)? BaseOf(Basis basis) => bases[(int)basis] ?? (basis == Basis.Any ? bases[(int)Basis] : bases[(int)Basis.Any]);
}
