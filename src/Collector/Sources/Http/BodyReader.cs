using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Feeds a body to its parser through one buffer of fixed size, so memory does not grow with the body; checks that every byte is UTF-8
/// before the parser sees it, and knows the line and column of whatever goes wrong.
/// </summary>
/// <param name="parser">Cuts the body into records.</param>
/// <param name="sink">Takes them.</param>
/// <param name="betweenReads">Awaited whenever the parser has handed over what was at hand; null = nothing to do then.</param>
internal sealed class BodyReader(IBodyParser parser, IRecordSink sink, Func<ValueTask>? betweenReads = null)
{
    /// <summary>Reads the body to its end.</summary>
    /// <exception cref="BodyException">The body as a whole cannot be read.</exception>
    public async Task ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int start = 0;
            int valid = 0;
            int end = 0;
            while (true)
            {
                if (start > 0)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    (start, valid, end) = (0, valid - start, end - start);
                }

                int read = await ReadSomeAsync(body, buffer.AsMemory(end), cancellationToken);
                end += read;
                bool final = read == 0;
                if (!final && atBeginning && end < ByteOrderMark.Length && ByteOrderMark.StartsWith(buffer.AsSpan(0, end)))
                {
                    continue;
                }

                start = SkipByteOrderMark(buffer.AsSpan(0, end));
                valid = Validate(buffer.AsSpan(0, end), Math.Max(valid, start), start, final);
                start += Drain(buffer.AsSpan(start, valid - start), final);
                if (betweenReads is not null)
                {
                    await betweenReads();
                }

                if (final)
                {
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<int> ReadSomeAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException damaged)
        {
            throw new BodyException("The compressed data is damaged or truncated; send it again.", line, column, damaged);
        }
    }

    private int SkipByteOrderMark(ReadOnlySpan<byte> data)
    {
        bool skips = atBeginning && data.StartsWith(ByteOrderMark);
        atBeginning = false;
        return skips ? ByteOrderMark.Length : 0;
    }

    private int Drain(ReadOnlySpan<byte> data, bool final)
    {
        int consumed;
        try
        {
            consumed = parser.Drain(data, final, sink);
        }
        catch (MalformedBodyException malformed)
        {
            throw At(data[..malformed.Offset], malformed.Message);
        }

        (line, column) = Advance(data[..consumed]);
        return consumed;
    }

    // Returns the offset up to which everything is valid; a character that is cut by the end of the data waits for its rest.
    private int Validate(ReadOnlySpan<byte> data, int from, int unconsumed, bool final)
    {
        int whole = final ? data.Length : data.Length - CutCharacterLength(data[from..]);
        if (Utf8.IsValid(data[from..whole]))
        {
            return whole;
        }

        int position = from;
        while (Rune.DecodeFromUtf8(data[position..], out _, out int length) == OperationStatus.Done)
        {
            position += length;
        }

        throw At(data[unconsumed..position], "The body is not UTF-8 here.");
    }

    private static int CutCharacterLength(ReadOnlySpan<byte> data)
    {
        for (int back = 1; back <= Math.Min(3, data.Length); back++)
        {
            byte b = data[^back];
            if ((b & 0xC0) != 0x80)
            {
                int expected = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
                return expected > back ? back : 0;
            }
        }

        return 0;
    }

    private BodyException At(ReadOnlySpan<byte> before, string message)
    {
        (long atLine, long atColumn) = Advance(before);
        return new BodyException(message, atLine, atColumn);
    }

    private (long Line, long Column) Advance(ReadOnlySpan<byte> data)
    {
        int lastLineEnd = data.LastIndexOf((byte)'\n');
        return lastLineEnd < 0
            ? (line, column + Characters(data))
            : (line + data.Count((byte)'\n'), 1 + Characters(data[(lastLineEnd + 1)..]));
    }

    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8)
        {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    // Twice the longest record and room to read more, so that a parser that must consume always can.
    private const int BufferBytes = 4 * IBodyParser.MaxRecordBytes;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private bool atBeginning = true;
    private long line = 1;
    private long column = 1;
}
