using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Fuzz.Bodies;

/// <summary>NDJSON events.</summary>
internal sealed class NdjsonTarget : BodyTarget
{
    /// <inheritdoc/>
    public override string Name => "ndjson";

    /// <inheritdoc/>
    public override string Meaning => "NDJSON events";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Tokens => JsonRecords.Tokens;

    /// <inheritdoc/>
    protected override bool PlaceIsFixed => true;

    /// <inheritdoc/>
    protected override (IBodyParser Parser, IRecordSink Sink, RecordIntake Intake) NewReading()
    {
        EventIntake intake = FuzzBureau.NewEventIntake();
        return (new NdjsonParser(RecordLayout.Events), intake, intake);
    }

    /// <inheritdoc/>
    protected override void WriteGood(InputWriter writer, FuzzRandom random)
    {
        for (int lines = 1 + random.Below(3); lines > 0; lines--)
        {
            JsonRecords.Write(writer, random);
            writer.Append(random.Of(Ends));
        }
    }

    private static readonly string[] Ends = ["\n", "\n", "\r\n", "\n\n", " \n", ""];
}
