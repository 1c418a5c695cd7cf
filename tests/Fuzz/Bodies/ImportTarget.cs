using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Fuzz.Bodies;

/// <summary>CSV of foreign columns through a mapping, as <c>import</c> reads it.</summary>
internal sealed class ImportTarget : BodyTarget
{
    private const string MappingText = """
        records: events
        fields:
          source: dispatch110
          metric: incident
          id: "{number}:{row}"
          category: { column: kind, values: { T: 盗窃, G: admin/gambling }, otherwise: admin }
          unit: { column: station }
          occurredAt: { column: at, format: "uuuu-MM-dd HH:mm" }
        """;

    /// <inheritdoc/>
    public override string Name => "import";

    /// <inheritdoc/>
    public override string Meaning => "CSV of foreign columns through a mapping";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Tokens { get; } =
    [
        "number", "kind", "station", "at", "name", "PS01", "T", "2018-11-04 01:30", ",", ",", "\"", "\"\"", "\n", "\r", "\r\n", " ", "\0", "云", "=1+1", "\ufeff",
    ];

    /// <inheritdoc/>
    protected override (IBodyParser Parser, IRecordSink Sink, RecordIntake Intake) NewReading()
    {
        EventIntake intake = FuzzBureau.NewEventIntake();
        CsvParser parser = new(Columns, [.. Enumerable.Range(0, Mapping.Columns.Count)]);
        return (parser, new RowMapper(Mapping, FuzzBureau.Catalogue.Calendar, intake), intake);
    }

    /// <inheritdoc/>
    protected override void WriteGood(InputWriter writer, FuzzRandom random)
    {
        string end = random.Of(Ends);
        writer.Append("name,number,kind,station,at").Append(end);
        for (int rows = random.Below(4); rows > 0; rows--)
        {
            writer.Append(random.Of(Names)).Append(",").Append(random.Of(Numbers)).Append(",").Append(random.MostlyFirstOf(Kinds)).Append(",").Append(random.MostlyFirstOf(FuzzBureau.Units)).Append(",").Append(random.MostlyFirstOf(Times)).Append(end);
        }
    }

    private static readonly ImportMapping Mapping = ImportMapping.Parse(MappingText, "mapping.yaml", FuzzBureau.Catalogue);
    private static readonly FieldTable Columns = new(Mapping.Columns, ignoresUnknown: true);
    private static readonly string[] Ends = ["\n", "\r\n", "\r"];
    private static readonly string[] Names = ["张三", "", "\"a,b\"", "\"a\nb\"", "=cmd|x"];
    private static readonly string[] Numbers = ["1", "A-7", "", "\"\"\"\""];
    private static readonly string[] Kinds = ["T", "G", "X", ""];
    private static readonly string[] Times = ["2018-11-04 01:30", "2018-03-11 02:30", "2018-13-01 00:00", "2018-06-01", "", "2018-06-01T00:00:00Z"];
}
