namespace Tongbi.Collector.Bulletins;

/// <summary>One derived figure that was found in a bulletin, and what became of it.</summary>
/// <param name="Offset">Where its words begin, in UTF-16 code units of the text as it was given.</param>
/// <param name="Length">How long they are.</param>
/// <param name="Kind">What it claims to be.</param>
/// <param name="Verdict">Whether it follows from the counts in the text.</param>
/// <param name="Reason">Stable code of the reason, see <see cref="BulletinReasons"/>.</param>
/// <param name="Printed">The words as printed, e.g. <c>上升13.9%</c>.</param>
/// <param name="Right">What should stand in their place, at the decimals printed, halves rounded away from zero; null where not derivable.</param>
/// <param name="RightHalfEven">The same with halves rounded to even, where that differs.</param>
/// <param name="Exact">The value with two decimals more than printed; null where not derivable.</param>
/// <param name="Why">The formula with its numbers, or what is missing, in Chinese.</param>
/// <param name="WhyEn">The same in English.</param>
public sealed record BulletinFinding(
    int Offset,
    int Length,
    BulletinFigureKind Kind,
    BulletinVerdict Verdict,
    string Reason,
    string Printed,
    string? Right,
    string? RightHalfEven,
    string? Exact,
    string Why,
    string WhyEn);
