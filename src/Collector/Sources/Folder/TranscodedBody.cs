using System.Text;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>
/// A text file in another encoding, as UTF-8. Strict: bytes that are no character end the reading with their place. The replacement
/// character counts as such bytes, since it stands where another program already lost a character.
/// </summary>
/// <param name="inner">The file's bytes; the caller keeps it.</param>
/// <param name="encoding">How they are written.</param>
internal sealed class TranscodedBody(Stream inner, Encoding encoding) : ReadOnlyStream
{
    /// <inheritdoc/>
    /// <exception cref="BodyException">There are bytes that are no character.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (start == end && !ended)
        {
            int read = await inner.ReadAsync(bytes, cancellationToken);
            Decode(read);
            ended = read == 0;
        }

        int length = Math.Min(buffer.Length, end - start);
        utf8.AsMemory(start, length).CopyTo(buffer);
        start += length;
        return length;
    }

    private void Decode(int read)
    {
        int count = decoder.GetChars(bytes.AsSpan(0, read), characters, flush: read == 0);
        ReadOnlySpan<char> text = characters.AsSpan(0, count);
        int wrong = text.IndexOf('\uFFFD');
        if (wrong >= 0)
        {
            Advance(text[..wrong]);
            throw new BodyException($"The file is not {encoding.WebName.ToUpperInvariant()} here; export it again in the encoding that the folder expects.", line, column);
        }

        Advance(text);
        start = 0;
        end = encoder.GetBytes(text, utf8, flush: read == 0);
    }

    private void Advance(ReadOnlySpan<char> text)
    {
        int lastLineEnd = text.LastIndexOf('\n');
        line += text.Count('\n');
        column = lastLineEnd < 0 ? column + text.Length : text.Length - lastLineEnd;
    }

    private const int BlockBytes = 32 * 1024;

    private readonly Decoder decoder = encoding.GetDecoder();
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private readonly byte[] bytes = new byte[BlockBytes];
    private readonly char[] characters = new char[encoding.GetMaxCharCount(BlockBytes)];
    private readonly byte[] utf8 = new byte[Encoding.UTF8.GetMaxByteCount(encoding.GetMaxCharCount(BlockBytes))];
    private int start;
    private int end;
    private bool ended;
    private long line = 1;
    private long column = 1;
}
