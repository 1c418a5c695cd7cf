namespace Tongbi.Collector.Bulletins;

/// <summary>A derived figure as it is printed: which words of the text claim which number.</summary>
/// <param name="Kind">What it claims to be.</param>
/// <param name="Start">Offset of the first word that belongs to it (the verb, where one stands before the number).</param>
/// <param name="VerbEnd">Offset behind that verb; equals <paramref name="Start"/> where there is none.</param>
/// <param name="Number">The number.</param>
/// <param name="Direction">+1 up, −1 down, 0 where nothing tells.</param>
/// <param name="NegativeGrowth">增长-3.2%: how statistics offices write a fall.</param>
/// <param name="Certain">Whether it is beyond doubt what it was computed from. A doubtful one can be right but never wrong.</param>
internal readonly record struct Claim(BulletinFigureKind Kind, int Start, int VerbEnd, PrintedNumber Number, int Direction, bool NegativeGrowth, bool Certain)
{
    /// <summary>Whether a word or arrow of direction stands before the number.</summary>
    public bool HasVerb => VerbEnd > Start;
}
