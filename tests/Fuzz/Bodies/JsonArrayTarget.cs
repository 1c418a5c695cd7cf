using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Fuzz.Bodies;

/// <summary>One JSON array of events.</summary>
internal sealed class JsonArrayTarget : BodyTarget
{
    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override string Meaning => "one JSON array of events";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Tokens => JsonRecords.Tokens;

    /// <inheritdoc/>
    protected override (IBodyParser Parser, IRecordSink Sink, RecordIntake Intake) NewReading()
    {
        EventIntake intake = FuzzBureau.NewEventIntake();
        return (new JsonArrayParser(RecordLayout.Events), intake, intake);
    }

    /// <inheritdoc/>
    protected override void WriteGood(InputWriter writer, FuzzRandom random)
    {
        writer.Append(random.MostlyFirstOf(Openings));
        int records = random.Below(4);
        for (int number = 0; number < records; number++)
        {
            writer.Append(number > 0 ? "," : "");
            if (random.OneIn(10))
            {
                writer.Append(random.Of(Strange));
            }
            else
            {
                JsonRecords.Write(writer, random);
            }
        }

        writer.Append(random.MostlyFirstOf(Closings));
    }

    private static readonly string[] Openings = ["[", " [ ", "\n[\n", "\ufeff["];
    private static readonly string[] Closings = ["]", " ] ", "]\n"];
    private static readonly string[] Strange = ["1", "null", "\"text\"", "[]", "[{}]", "{}", "-0.5e-3"];
}
