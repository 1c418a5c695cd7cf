using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;

namespace Tongbi.Dashboard.Fonts;

/// <summary>
/// The fonts of everything that is drawn: Noto Sans SC, cut to GB2312, all hanzi of U+4E00–9FFF, Latin and the signs of figures, inside the program.
/// No machine needs a font of its own, and a chart or a page looks the same on all of them. One typeface of each weight is shared by the whole process;
/// safe for any thread.
/// </summary>
/// <param name="logger">Log.</param>
public sealed class ShippedFonts(ILogger<ShippedFonts> logger)
{
    private readonly (SKTypeface Regular, SKTypeface Bold)? narrow;

    /// <summary>The same fonts with only some of their glyphs, to be put into a file.</summary>
    internal ShippedFonts(ILogger<ShippedFonts> logger, SKTypeface regular, SKTypeface bold)
        : this(logger) => narrow = (regular, bold);

    /// <summary>Whether a character was asked for that these fonts do not have.</summary>
    internal bool HasMissed { get; private set; }

    /// <summary>The fonts' family name, as ScottPlot and a PDF file know it.</summary>
    public const string Family = "Noto Sans SC";

    /// <summary>What is printed where the fonts have no glyph: 〓, the printers' sign for a missing type.</summary>
    public const char Geta = '〓';

    private const int MostReported = 1000;

    // Never disposed: ScottPlot keeps typefaces for the life of the process, and so does every canvas that still draws with one.
    private static readonly Lazy<SKTypeface> SharedRegular = new(() => Load("Regular"));
    private static readonly Lazy<SKTypeface> SharedBold = new(() => Load("Bold"));

    private readonly ConcurrentDictionary<int, byte> reported = new();

    /// <summary>Whether the program was built with its fonts.</summary>
    public static bool Available => Resource("Regular") is not null;

    /// <summary>The regular weight.</summary>
    /// <exception cref="FontsMissingException">The program was built without its fonts.</exception>
    public SKTypeface Regular => narrow?.Regular ?? SharedRegular.Value;

    /// <summary>The bold weight.</summary>
    /// <exception cref="FontsMissingException">The program was built without its fonts.</exception>
    public SKTypeface Bold => narrow?.Bold ?? SharedBold.Value;

    /// <summary>The TrueType file of a weight, for who embeds it.</summary>
    /// <exception cref="FontsMissingException">The program was built without its fonts.</exception>
    public static Stream OpenFile(bool bold) => Resource(bold ? "Bold" : "Regular") ?? throw new FontsMissingException();

    /// <summary>The characters of a text that the fonts cannot print, each once, in order; line breaks and tabs need no glyph.</summary>
    public IReadOnlyList<Rune> MissingFrom(string text) => [.. text.EnumerateRunes().Where(rune => !IsPrintable(rune)).Distinct()];

    /// <summary>The text as it can be printed: 〓 stands for what the fonts do not have. Each such character is logged once.</summary>
    public string Printable(string text)
    {
        if (Regular.ContainsGlyphs(text))
        {
            return text;
        }

        StringBuilder printable = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsPrintable(rune))
            {
                printable.Append(rune);
                continue;
            }

            printable.Append(Geta);
            HasMissed = true;
            if (narrow is null && reported.Count < MostReported && reported.TryAdd(rune.Value, 0))
            {
                Log.GlyphMissing(logger, $"U+{rune.Value:X4}");
            }
        }

        return printable.ToString();
    }

    private bool IsPrintable(Rune rune) => rune.Value is '\n' or '\r' or '\t' || Regular.ContainsGlyph(rune.Value);

    private static SKTypeface Load(string weight)
    {
        using Stream file = Resource(weight) ?? throw new FontsMissingException();
        using SKData data = SKData.Create(file);
        return SKTypeface.FromData(data) ?? throw new FontsMissingException();
    }

    private static Stream? Resource(string weight) =>
        typeof(ShippedFonts).Assembly.GetManifestResourceStream($"Tongbi.Dashboard.Fonts.NotoSansSC-{weight}.ttf");
}
