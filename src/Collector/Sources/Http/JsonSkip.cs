using System.Buffers;

namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Passes over one JSON value that is too long or too deep to be a record, keeping nothing of it. Follows only strings and brackets: the
/// value is refused in any case, all that matters is where it ends.
/// </summary>
internal sealed class JsonSkip
{
    /// <summary>Passes over what belongs to the value.</summary>
    /// <param name="data">What is at hand of it.</param>
    /// <param name="done">Whether the value ended within the data.</param>
    /// <returns>Bytes that belong to it.</returns>
    public int Skip(ReadOnlySpan<byte> data, out bool done)
    {
        int position = 0;
        done = false;
        while (!done && position < data.Length)
        {
            if (escaped)
            {
                escaped = false;
                position++;
                continue;
            }

            int found = data[position..].IndexOfAny(inString ? InString : Outside);
            if (found < 0)
            {
                return data.Length;
            }

            position += found;
            done = Step(data[position], ref position);
        }

        return position;
    }

    private bool Step(byte b, ref int position)
    {
        // A number or literal at depth 0 ends in front of the punctuation that follows it; everything else behind its own end.
        if (!inString && depth == 0 && b is not ((byte)'"' or (byte)'{' or (byte)'['))
        {
            return true;
        }

        position++;
        switch (b)
        {
            case (byte)'\\':
                escaped = inString;
                return false;
            case (byte)'"':
                inString = !inString;
                return !inString && depth == 0;
            case (byte)'{' or (byte)'[':
                depth++;
                return false;
            case (byte)'}' or (byte)']':
                depth--;
                return depth == 0;
            default:
                return false;
        }
    }

    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> Outside = SearchValues.Create("\"{}[], \t\r\n"u8);

    private long depth;
    private bool inString;
    private bool escaped;
}
