using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Cuts the fonts in a file down to the glyphs that its pages show: Skia puts in the whole font, which is 6 MB for each weight.</summary>
internal static partial class PdfFonts
{
    /// <summary>Cuts every TrueType font of the file.</summary>
    public static void Cut(PdfFile file)
    {
        Dictionary<int, HashSet<int>> shown = GlyphsShown(file);
        foreach ((int number, PdfObject font) in file.Objects.Where(entry => entry.Value.Dictionary.Contains("/Subtype /Type0", StringComparison.Ordinal)).ToList())
        {
            int descendant = font.Reference("DescendantFonts");
            int descriptor = file.Objects[descendant].Reference("FontDescriptor");
            int program = file.Objects[descriptor].Reference("FontFile2");
            if (program == 0)
            {
                continue;
            }

            byte[] cut = TrueTypeFont.Cut(file.Objects[program].Unpacked(), shown.GetValueOrDefault(number) ?? []);
            file.Put(program, PdfObject.Of(string.Create(CultureInfo.InvariantCulture, $"/Length1 {cut.Length}"), cut));
        }
    }

    /// <summary>The glyphs that pages and drawings show, by the number of their font: Skia names a font in a page after its object.</summary>
    public static Dictionary<int, HashSet<int>> GlyphsShown(PdfFile file)
    {
        Dictionary<int, HashSet<int>> shown = [];
        foreach (PdfObject stream in file.Objects.Values.Where(IsDrawing))
        {
            HashSet<int> glyphs = [];
            foreach (Match match in FontOrText().Matches(Encoding.Latin1.GetString(stream.Unpacked())))
            {
                if (match.Groups["font"] is { Success: true } font)
                {
                    int number = int.Parse(font.ValueSpan, CultureInfo.InvariantCulture);
                    glyphs = shown.TryGetValue(number, out HashSet<int>? known) ? known : shown[number] = [];
                    continue;
                }

                ReadOnlySpan<char> text = match.Groups["text"].ValueSpan;
                for (int place = 0; place + 4 <= text.Length; place += 4)
                {
                    glyphs.Add(int.Parse(text.Slice(place, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                }
            }
        }

        return shown;
    }

    private static bool IsDrawing(PdfObject stream) =>
        stream.Packed is not null
        && !stream.Dictionary.Contains("/Length1", StringComparison.Ordinal)
        && !stream.Dictionary.Contains("/Image", StringComparison.Ordinal);

    [GeneratedRegex(@"/F(?<font>\d+) \S+ Tf|<(?<text>[0-9A-Fa-f]+)>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex FontOrText();
}
