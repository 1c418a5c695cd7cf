using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Http;

/// <summary>One JSON array of records. A broken array makes the whole body unreadable, since what follows the break cannot be trusted.</summary>
internal sealed class JsonArrayParser(FieldTable fields) : IBodyParser
{
    /// <inheritdoc/>
    public int Drain(ReadOnlySpan<byte> data, bool final, IRecordSink sink)
    {
        int consumed = 0;
        while (true)
        {
            if (skip is not null)
            {
                consumed += skip.Skip(data[consumed..], out bool done);
                if (!done)
                {
                    return final ? throw new MalformedBodyException(data.Length, "The JSON array ends in the middle of a record.") : consumed;
                }

                skip = null;
                expected = Expected.CommaOrEnd;
            }

            JsonScanner space = new(data, consumed, final);
            space.SkipWhitespace();
            consumed = space.Position;
            if (consumed == data.Length)
            {
                return final && expected != Expected.Nothing
                    ? throw new MalformedBodyException(consumed, expected == Expected.Array ? "The body is empty; a JSON array was expected." : "The JSON array is not closed.")
                    : consumed;
            }

            if (TakePunctuation(data[consumed], consumed))
            {
                consumed++;
                continue;
            }

            int next = TakeRecord(data, consumed, final, sink);
            if (next < 0)
            {
                return consumed;
            }

            consumed = next;
        }
    }

    private bool TakePunctuation(byte b, int offset)
    {
        switch (expected)
        {
            case Expected.Array:
                expected = b == (byte)'[' ? Expected.RecordOrEnd : throw new MalformedBodyException(offset, "The body is not a JSON array: it must begin with '['.");
                return true;
            case Expected.RecordOrEnd when b == (byte)']':
                expected = Expected.Nothing;
                return true;
            case Expected.CommaOrEnd:
                expected = b switch
                {
                    (byte)',' => Expected.Record,
                    (byte)']' => Expected.Nothing,
                    _ => throw new MalformedBodyException(offset, "The JSON array is broken: ',' or ']' was expected."),
                };
                return true;
            case Expected.Nothing:
                throw new MalformedBodyException(offset, "Something follows the JSON array.");
            default:
                return false;
        }
    }

    // Returns the offset behind the record, or -1 to wait for more data.
    private int TakeRecord(ReadOnlySpan<byte> data, int start, bool final, IRecordSink sink)
    {
        // A record that was incomplete is scanned again only when twice as much is there: a body that trickles in byte by byte
        // must not cost a scan per byte.
        int available = data.Length - start;
        if (!final && available < scanFrom && available <= IBodyParser.MaxRecordBytes)
        {
            return -1;
        }

        JsonScanner scanner = new(data, start, final);
        ScanStatus status = scanner.ScanRecord(record);
        int length = scanner.Position - start;
        scanFrom = 0;
        switch (status)
        {
            case ScanStatus.Complete when length <= IBodyParser.MaxRecordBytes:
                expected = Expected.CommaOrEnd;
                sink.Take(data.Slice(start, length), Rebased(start));
                return scanner.Position;
            case ScanStatus.Complete:
                expected = Expected.CommaOrEnd;
                sink.Refuse(RefusalReason.TooLong);
                return scanner.Position;
            case ScanStatus.Invalid:
                throw new MalformedBodyException(scanner.Position, "The JSON array is broken here.");
            case ScanStatus.Incomplete when available <= IBodyParser.MaxRecordBytes:
                scanFrom = available * 2;
                return -1;
            default:
                skip = new JsonSkip();
                sink.Refuse(status == ScanStatus.TooDeep ? RefusalReason.TooDeep : RefusalReason.TooLong);
                return start;
        }
    }

    private RawRecord Rebased(int start)
    {
        record.Rebase(start);
        return record;
    }

    private enum Expected
    {
        Array,
        RecordOrEnd,
        Record,
        CommaOrEnd,
        Nothing,
    }

    private readonly RawRecord record = new(fields);
    private Expected expected = Expected.Array;
    private JsonSkip? skip;
    private int scanFrom;
}
