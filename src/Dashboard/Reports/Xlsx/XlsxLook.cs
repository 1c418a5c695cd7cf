namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>How a cell looks.</summary>
internal sealed record XlsxLook
{
    /// <summary>Words, set to the left.</summary>
    public static XlsxLook Plain { get; } = new();

    /// <summary>Excel's format code of a number.</summary>
    public string Format { get; init; } = "General";

    /// <summary>In points.</summary>
    public int Size { get; init; } = 11;

    /// <summary>The weight.</summary>
    public bool Bold { get; init; }

    /// <summary>The ground as RRGGBB; empty for none.</summary>
    public string Fill { get; init; } = "";

    /// <summary>The ink as RRGGBB.</summary>
    public string Ink { get; init; } = "000000";

    /// <summary>Excel's word for the side: <c>left</c>, <c>center</c>, <c>right</c>; empty for the usual one.</summary>
    public string Side { get; init; } = "";

    /// <summary>How far it is set in.</summary>
    public int Indent { get; init; }

    /// <summary>Whether long text takes more lines.</summary>
    public bool Wraps { get; init; }

    /// <summary>Whether lines are around it.</summary>
    public bool Bordered { get; init; }

    /// <summary>Whether it is text even after somebody has edited it: Excel would take "=…" for a formula then.</summary>
    public bool StaysText { get; init; }
}
