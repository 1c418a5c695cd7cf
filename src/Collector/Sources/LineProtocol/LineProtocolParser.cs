using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.LineProtocol;

/// <summary>
/// InfluxDB line protocol: one record a line, where a quoted string may run over several. A line with the field <c>id</c> is an event, any
/// other a figure; the record that is handed over tells which by its table of fields. Blank lines and comments are no records; a line that
/// cannot be read is refused by itself.
/// </summary>
/// <remarks>What a line means depends only on its bytes, never on where the network cut the body: wherever reading breaks off, it resumes
/// behind the next line end after the place of the mistake.</remarks>
internal sealed class LineProtocolParser(LineTimes times) : IBodyParser
{
    /// <summary>Line of the body, from 1, at which the record being handed over begins.</summary>
    public long Line { get; private set; } = 1;

    /// <inheritdoc/>
    public int Drain(ReadOnlySpan<byte> data, bool final, IRecordSink sink)
    {
        int consumed = 0;
        while (SkipToRecord(data, ref consumed))
        {
            ReadOnlySpan<byte> rest = data[consumed..];
            bool isCut = rest.Length > IBodyParser.MaxRecordBytes;

            // A line that was incomplete is scanned again only when twice as much is there: one that trickles in costs no more for it.
            if (!final && !isCut && rest.Length < wanted)
            {
                return consumed;
            }

            wanted = 0;
            LineScanner scanner = new(isCut ? rest[..(IBodyParser.MaxRecordBytes + 1)] : rest, final && !isCut, record);
            ScanStatus status = scanner.Scan();
            if (status == ScanStatus.Incomplete && !isCut)
            {
                wanted = rest.Length * 2;
                return consumed;
            }

            int length = status != ScanStatus.Incomplete ? scanner.Position : scanner.OpenQuote >= 0 ? scanner.OpenQuote : IBodyParser.MaxRecordBytes;
            HandOver(status, status == ScanStatus.Incomplete && scanner.OpenQuote < 0 ? RefusalReason.LineTooLong : scanner.Mistake, sink);
            skipping = status != ScanStatus.Complete;
            consumed += length;
            Line += rest[..length].Count((byte)'\n');
        }

        return consumed;
    }

    // Passes over the rest of a refused line, comments and blank lines; false if nothing else is left.
    private bool SkipToRecord(ReadOnlySpan<byte> data, ref int consumed)
    {
        while (consumed < data.Length)
        {
            if (skipping)
            {
                int end = data[consumed..].IndexOf((byte)'\n');
                if (end < 0)
                {
                    consumed = data.Length;
                    return false;
                }

                consumed += end;
                skipping = false;
            }

            switch (data[consumed])
            {
                case (byte)'\n':
                    Line++;
                    consumed++;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r':
                    consumed++;
                    break;
                case (byte)'#':
                    skipping = true;
                    break;
                default:
                    return true;
            }
        }

        return false;
    }

    private void HandOver(ScanStatus status, RefusalReason mistake, IRecordSink sink)
    {
        RefusalReason? wrong = status == ScanStatus.Complete ? record.Finish(times) : mistake;
        if (wrong is null)
        {
            sink.Take(record.Bytes, record.Raw);
        }
        else
        {
            sink.Refuse(wrong);
        }
    }

    private readonly LineRecord record = new();
    private int wanted;
    private bool skipping;
}
