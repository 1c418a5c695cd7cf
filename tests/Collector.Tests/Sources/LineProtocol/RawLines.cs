using System.Text;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.LineProtocol;

namespace Tongbi.Collector.Tests.Sources.LineProtocol;

/// <summary>What the parser makes of a body, one text a record: its line, its fields as they are handed over, or why it is refused.</summary>
internal sealed class RawLines : IRecordSink
{
    private readonly LineProtocolParser parser;
    private readonly List<string> found = [];

    private RawLines(LineProtocolParser parser) => this.parser = parser;

    /// <summary>Parses a body that the network cuts into pieces of these lengths, in turn.</summary>
    public static List<string> Of(byte[] body, LinePrecision precision, params int[] pieces)
    {
        LineProtocolParser parser = new(new LineTimes(Shanghai, precision, DateTimeOffset.UnixEpoch));
        RawLines lines = new(parser);
        int start = 0;
        int end = 0;
        for (int turn = 0; ; turn++)
        {
            int length = Math.Min(pieces[turn % pieces.Length], body.Length - end);
            end += length;
            int consumed = parser.Drain(body.AsSpan(start, end - start), final: length == 0, lines);
            start += consumed;
            if (length == 0)
            {
                Assert.Equal(body.Length, start);
                return lines.found;
            }
        }
    }

    /// <summary>Parses a body that comes in one piece.</summary>
    public static List<string> Of(string body, LinePrecision precision = LinePrecision.Nanoseconds) => Of(Encoding.UTF8.GetBytes(body), precision, int.MaxValue);

    public void Take(ReadOnlySpan<byte> bytes, RawRecord record)
    {
        StringBuilder text = new($"{parser.Line} {(record.Fields == RecordLayout.Events ? "event" : "figure")}");
        for (int field = 0; field < record.Fields.Names.Count; field++)
        {
            FieldSlot slot = record[field];
            if (slot.Kind != FieldKind.Absent)
            {
                string value = Encoding.UTF8.GetString(slot.Of(bytes));
                text.Append(' ').Append(record.Fields.Names[field]).Append('=').Append(slot.Kind switch { FieldKind.Text => value, FieldKind.Number => "#" + value, _ => slot.Kind });
            }
        }

        text.Append(record.HasDuplicate ? " twice" : "");
        text.Append(record.UnknownName.Kind == FieldKind.Absent ? "" : " unknown:" + Encoding.UTF8.GetString(record.UnknownName.Of(bytes)));
        found.Add(text.ToString());
    }

    public void Refuse(RefusalReason reason) => found.Add($"{parser.Line} {reason.Code} {reason.Field}".TrimEnd());

    private static readonly OfficeCalendar Shanghai = new(DateTimeZoneProviders.Tzdb["Asia/Shanghai"], LocalTime.Midnight, IsoDayOfWeek.Monday, 1, 2015);
}
