using System.Globalization;

namespace Tongbi.Collector.Tests.Ingest;

/// <summary>An NDJSON body that is made while it is read, so that the test itself needs no memory for it.</summary>
internal sealed class GeneratedBody(int count, HighWater memory, Action<int>? each = null) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Latest Unix second among the events.</summary>
    public static long LastSecond(int count) => FirstSecond + Math.Min(count, Span) - 1;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int length = 0;
        while (number < count && buffer.Length - length >= LongestLine)
        {
            length += Line(number, buffer.Span[length..]);
            each?.Invoke(number);
            number++;
        }

        if (number % 50_000 < 1_000)
        {
            memory.Look();
        }

        return new ValueTask<int>(length);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static int Line(int number, Span<byte> destination)
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(FirstSecond + (number % Span));
        System.Text.Unicode.Utf8.TryWrite(
            destination,
            CultureInfo.InvariantCulture,
            $"{{\"source\":\"dispatch110\",\"id\":\"A{number}\",\"metric\":\"incident\",\"category\":\"admin/gambling\",\"unit\":\"PS01\",\"occurredAt\":\"{at:yyyy-MM-ddTHH:mm:ssZ}\"}}\n",
            out int written);
        return written;
    }

    private const int LongestLine = 256;
    private const int Span = 30_000_000;
    private static readonly long FirstSecond = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private int number;
}
