namespace Tongbi.Dashboard.Fonts;

/// <summary>Messages of the fonts (6300–6309).</summary>
internal static partial class Log
{
    [LoggerMessage(6300, LogLevel.Warning, "The shipped fonts have no glyph for {Character}; charts and PDF files print 〓 in its place")]
    public static partial void GlyphMissing(ILogger logger, string character);
}
