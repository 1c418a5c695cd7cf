using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Http;

/// <summary>NDJSON: one JSON object a line. Blank lines are no records; a line that cannot be read is refused by itself.</summary>
internal sealed class NdjsonParser(FieldTable fields) : IBodyParser
{
    /// <inheritdoc/>
    public int Drain(ReadOnlySpan<byte> data, bool final, IRecordSink sink)
    {
        int consumed = 0;
        while (consumed < data.Length)
        {
            int from = consumed + searched;
            int length = data[from..].IndexOf((byte)'\n');
            bool ended = length >= 0;
            int end = ended ? from + length : data.Length;
            if (!ended && !final && end - consumed <= IBodyParser.MaxRecordBytes)
            {
                searched = end - consumed;
                return consumed;
            }

            searched = 0;
            TakeLine(data[consumed..end], complete: ended || final, sink);
            consumed = ended ? end + 1 : end;
        }

        return consumed;
    }

    private void TakeLine(ReadOnlySpan<byte> line, bool complete, IRecordSink sink)
    {
        bool continues = skipping;
        skipping = !complete;
        if (continues)
        {
            return;
        }

        if (!complete || line.Length > IBodyParser.MaxRecordBytes)
        {
            sink.Refuse(RefusalReason.TooLong);
            return;
        }

        JsonScanner scanner = new(line, 0, final: true);
        scanner.SkipWhitespace();
        if (scanner.Position == line.Length)
        {
            return;
        }

        ScanStatus status = scanner.ScanRecord(record);
        scanner.SkipWhitespace();
        if (status == ScanStatus.Complete && scanner.Position == line.Length)
        {
            sink.Take(line, record);
        }
        else
        {
            sink.Refuse(status == ScanStatus.TooDeep ? RefusalReason.TooDeep : RefusalReason.NotJson);
        }
    }

    private readonly RawRecord record = new(fields);
    private int searched;
    private bool skipping;
}
