namespace Tongbi.Collector.Sources.Http;

/// <summary>A growing buffer for the bytes of one row, reused from row to row.</summary>
internal sealed class RowBytes
{
    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    /// <summary>Forgets everything.</summary>
    public void Clear() => Length = 0;

    /// <summary>Forgets what was written from an offset on.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> more)
    {
        if (Length + more.Length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more.Length));
        }

        more.CopyTo(bytes.AsSpan(Length));
        Length += more.Length;
    }

    private byte[] bytes = new byte[1024];
}
