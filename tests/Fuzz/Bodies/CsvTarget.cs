using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Fuzz.Bodies;

/// <summary>CSV figures.</summary>
internal sealed class CsvTarget : BodyTarget
{
    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override string Meaning => "CSV figures";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Tokens { get; } =
    [
        "source", "unit", "period", "count", "category", "metric", "revision", "withdrawn", "mediation", "accepted", "PS01", "2018-06", "2018-11-04T01-06:00", "7", ",", ",", "\"", "\"\"", "\n", "\r", "\r\n", " ", "\t", "\0", "云", "\ufeff",
    ];

    /// <inheritdoc/>
    protected override (IBodyParser Parser, IRecordSink Sink, RecordIntake Intake) NewReading()
    {
        FigureIntake intake = FuzzBureau.NewFigureIntake();
        return (new CsvParser(RecordLayout.Figures, RecordLayout.RequiredOfFigures), intake, intake);
    }

    /// <inheritdoc/>
    protected override void WriteGood(InputWriter writer, FuzzRandom random)
    {
        string end = random.Of(Ends);
        writer.Append(random.MostlyFirstOf(Headers)).Append(end);
        for (int rows = random.Below(4); rows > 0; rows--)
        {
            writer.Append(random.MostlyFirstOf(FuzzBureau.Sources)).Append(",").Append(random.MostlyFirstOf(FuzzBureau.Metrics)).Append(",").Append(Cell(random, FuzzBureau.Units)).Append(",").Append(Cell(random, Periods)).Append(",")
                .Append(random.MostlyFirstOf(FuzzBureau.Numbers)).Append(",").Append(Cell(random, FuzzBureau.Categories)).Append(rows == 1 && random.OneIn(3) ? "" : end);
        }
    }

    private static string Cell(FuzzRandom random, IReadOnlyList<string> values) => random.OneIn(3) ? $"\"{random.MostlyFirstOf(values)}\"" : random.MostlyFirstOf(values);

    private static readonly string[] Headers = ["source,metric,unit,period,count,category", "source,metric,unit,period,count,category", "\ufeffsource,metric,unit,period,count,\"category\"", "source,unit,count,period,metric,revision"];
    private static readonly string[] Ends = ["\n", "\r\n", "\r"];
    private static readonly string[] Periods = ["2018-06", "2018", "2018-06-01", "2018-06-01T13", "2018-11-04T01-06:00", "2018-03-11T02", "0001", "2018-13", "2018-06-01T24", ""];
}
