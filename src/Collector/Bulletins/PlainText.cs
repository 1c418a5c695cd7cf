namespace Tongbi.Collector.Bulletins;

/// <summary>
/// The text with full-width digits and signs replaced by plain ones, character for character, so that every offset holds for the original too.
/// The Chinese comma is kept apart: the plain one may stand inside a number.
/// </summary>
internal static class PlainText
{
    public static string Of(string text) => string.Create(text.Length, text, (plain, source) =>
    {
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] = Plain(source[i]);
        }
    });

    private static char Plain(char character) => character switch
    {
        '\uFF0C' => character,
        >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
        '\u2212' or '\u2013' or '\u2014' or '\u2500' or '\uFE63' => '-',
        '\uFE6A' => '%',
        '\u00A0' or '\u3000' or '\u2002' or '\u2003' or '\u2009' => ' ',
        '\u301C' => '~',
        '\u3010' or '\u3014' => '(',
        '\u3011' or '\u3015' => ')',
        _ => character,
    };
}
