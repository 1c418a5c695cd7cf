namespace Tongbi.Collector.Bulletins;

/// <summary>A number as it stands in the text.</summary>
/// <param name="Start">Offset of its sign or first digit.</param>
/// <param name="DigitsEnd">Offset behind its last digit.</param>
/// <param name="End">Offset behind its unit.</param>
/// <param name="Value">Its size, without the sign.</param>
/// <param name="Decimals">Decimals printed.</param>
/// <param name="Sign"><c>'+'</c>, <c>'-'</c>, or <c>'\0'</c> where none is printed.</param>
/// <param name="Unit">What stands behind it.</param>
/// <param name="Measure">The measure word, empty where there is none.</param>
/// <param name="Approximate">余, 多, 左右, 万: not meant to the digit.</param>
/// <param name="Certain">False for numbers written in Chinese digits, which may be parts of other words (一起).</param>
internal readonly record struct PrintedNumber(
    int Start,
    int DigitsEnd,
    int End,
    decimal Value,
    int Decimals,
    char Sign,
    NumberUnit Unit,
    string Measure,
    bool Approximate,
    bool Certain)
{
    /// <summary>Whether the number can stand in a formula as a count.</summary>
    public bool IsWhole => IsWholeWithSign && Sign == '\0';

    /// <summary>The same for a change, which may carry a sign.</summary>
    public bool IsWholeWithSign => Decimals == 0 && !Approximate && Value < 1_000_000_000_000m;
}
