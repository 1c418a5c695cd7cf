using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.LineProtocol;

namespace Tongbi.Fuzz.Bodies;

/// <summary>InfluxDB line protocol.</summary>
internal sealed class LineTarget : BodyTarget
{
    /// <inheritdoc/>
    public override string Name => "line";

    /// <inheritdoc/>
    public override string Meaning => "InfluxDB line protocol: events and figures";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Tokens { get; } =
    [
        "incident", ",source=dispatch110", ",unit=PS01", ",category=admin", ",grain=day", " id=\"a\"", " count=5i", ",count=5.0", ",revision=1u", ",quantity=-1", ",withdrawn=t",
        " 1769817600000000000", " ", ",", "=", "\"", "\\", "\\\"", "\\\\", "\\ ", "\n", "\r\n", "\t", "#", "i", "u", "e", ".", "-", "+", "5", "true", "F", "\0", "云", "\u00a0", "\ufeff",
    ];

    /// <inheritdoc/>
    protected override bool PlaceIsFixed => true;

    /// <inheritdoc/>
    protected override (IBodyParser Parser, IRecordSink Sink, RecordIntake Intake) NewReading()
    {
        LineProtocolParser parser = new(new LineTimes(FuzzBureau.Catalogue.Calendar, LinePrecision.Seconds, FuzzBureau.Now));
        LineIntake intake = new(FuzzBureau.Index, parser, FuzzBureau.NewEventValidator(), FuzzBureau.NewFigureValidator(), FuzzBureau.Spool, FuzzBureau.Limits);
        return (parser, intake, intake);
    }

    /// <inheritdoc/>
    protected override void WriteGood(InputWriter writer, FuzzRandom random)
    {
        for (int lines = 1 + random.Below(4); lines > 0; lines--)
        {
            writer.Append(random.MostlyFirstOf(FuzzBureau.Metrics));
            Tag(writer, random, "source", FuzzBureau.Sources);
            Tag(writer, random, "unit", FuzzBureau.Units);
            Tag(writer, random, "category", FuzzBureau.Categories);
            bool isEvent = random.OneIn(2);
            if (!isEvent && random.OneIn(2))
            {
                writer.Append(",grain=").Append(random.MostlyFirstOf(Grains));
            }

            writer.Append(isEvent ? $" id=\"{SomeText(random, Texts)}\"" : " count=" + random.MostlyFirstOf(Values));
            if (random.OneIn(4))
            {
                writer.Append(",revision=").Append(random.MostlyFirstOf(Values));
            }

            if (random.OneIn(4))
            {
                writer.Append(",quantity=").Append(random.MostlyFirstOf(Values));
            }

            if (random.OneIn(4))
            {
                writer.Append(",withdrawn=").Append(random.MostlyFirstOf(Marks));
            }

            writer.Append(random.MostlyFirstOf(Timestamps)).Append(random.Of(Ends));
        }
    }

    private static void Tag(InputWriter writer, FuzzRandom random, string name, IReadOnlyList<string> values)
    {
        string value = random.MostlyFirstOf(values);
        if (value.Length > 0)
        {
            writer.Append(",").Append(name).Append("=").Append(value);
        }
    }

    private static readonly string[] Grains = ["hour", "day", "month", "year", "week"];
    private static readonly string[] Values = ["5", "5i", "5u", "5.0", "5e0", ".5e1", "50e-1", "0", "-0.0", "-3i", "1e12", "1e13", "5.5", "1e999", "99999999999999999999i", "t", "\"5\"", "NaN", "-5u"];
    private static readonly string[] Marks = ["t", "T", "true", "TRUE", "f", "False", "yes", "1"];
    private static readonly string[] Texts = ["a", "云", "\\\"", "\\\\", "\n", " ", ",", "=", "\\n", "", "\t"];
    private static readonly string[] Timestamps = [" 1541313000", "", " ", " 1541316600", " 1769817600", " 1999999999", " -1", " 9223372036854775807", " -9223372036854775808", " 1x", " 1 2"];
    private static readonly string[] Ends = ["\n", "\n", "\n", "\r\n", "\n\n", " \n# comment \"\n", ""];
}
