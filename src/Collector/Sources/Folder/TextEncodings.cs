using System.Text;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>Finds out how a text file is written, and reads it as UTF-8.</summary>
internal static class TextEncodings
{
    /// <summary>GB18030 with every character outside UTF-8's reach turned into the replacement character.</summary>
    public static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!; // the provider knows it

    /// <summary>The file as UTF-8.</summary>
    /// <param name="body">The unpacked bytes.</param>
    /// <param name="chosen">What the folder says.</param>
    /// <param name="look">What was found in the bytes, if anybody looked.</param>
    public static Stream AsUtf8(Stream body, TextEncoding chosen, TextProbe? look) => chosen switch
    {
        TextEncoding.Gb18030 => new TranscodedBody(body, Gb18030),
        TextEncoding.Auto when look?.Utf16 is { } utf16 => new TranscodedBody(body, utf16),
        TextEncoding.Auto when look is { IsUtf8: false } => new TranscodedBody(body, Gb18030),
        _ => body,
    };
}
