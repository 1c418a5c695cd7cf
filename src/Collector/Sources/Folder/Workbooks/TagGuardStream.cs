namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>
/// Bounds the longest thing that an XML reader can meet. Neither a tag nor a text holds a <c>&lt;</c>, so a long stretch without one is a
/// name, an attribute or a text of a size that would be held in memory as a whole.
/// </summary>
/// <param name="inner">The XML; closed with this.</param>
/// <param name="limit">Most bytes in all.</param>
internal sealed class TagGuardStream(Stream inner, long limit) : Stream
{
    /// <summary>Longest stretch without a tag, in bytes; a cell of a workbook has at most 32,767 characters.</summary>
    public const int MaximumStretch = 1 << 20;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="FileFaultException">A stretch or the whole is too long.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        total += read;
        int last = buffer[..read].LastIndexOf((byte)'<');
        stretch = last >= 0 ? read - last : stretch + read;
        return total <= limit && stretch <= MaximumStretch
            ? read
            : throw new FileFaultException(FileFault.UnsafeWorkbook, "The workbook has a part, a name or a text of a size that no real one has.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private long total;
    private long stretch;
}
