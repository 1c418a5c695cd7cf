namespace Tongbi.Collector.Bulletins;

/// <summary>Whole numbers in Chinese digits up to 万: 七十, 三千四百一十.</summary>
internal static class ChineseNumber
{
    /// <summary>The number, or null where the characters form none.</summary>
    public static decimal? Parse(ReadOnlySpan<char> characters)
    {
        decimal total = 0;
        decimal section = 0;
        decimal digit = -1;
        foreach (char character in characters)
        {
            if (UnitOf(character) is { } unit)
            {
                if (unit == 10_000)
                {
                    total += (section + Math.Max(digit, 0)) * unit;
                    section = 0;
                }
                else
                {
                    section += (digit < 0 ? 1 : digit) * unit;
                }

                digit = -1;
            }
            else if (character is '零' or '〇')
            {
                digit = -1;
            }
            else if (digit >= 0)
            {
                return null; // 二三: an enumeration or a year, no number.
            }
            else
            {
                digit = character == '两' ? 2 : "〇一二三四五六七八九".IndexOf(character, StringComparison.Ordinal);
            }
        }

        return total + section + Math.Max(digit, 0);
    }

    private static decimal? UnitOf(char character) => character switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => null,
    };
}
