namespace Tongbi.Collector.Sources.Import;

/// <summary>One piece of a text that is cut at a separator.</summary>
/// <param name="Separator">What it is cut at, not empty.</param>
/// <param name="Part">Which piece, from 1.</param>
internal sealed record TextSplit(byte[] Separator, int Part)
{
    /// <summary>The piece's place in a text; empty where the text has fewer pieces.</summary>
    public Range Of(ReadOnlySpan<byte> text)
    {
        int start = 0;
        for (int part = 1; ; part++)
        {
            int length = text[start..].IndexOf(Separator);
            if (part == Part)
            {
                return start..(length < 0 ? text.Length : start + length);
            }

            if (length < 0)
            {
                return text.Length..;
            }

            start += length + Separator.Length;
        }
    }
}
