using System.Globalization;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Fuzz.Bodies;

/// <summary>
/// A parser of bodies, from bytes to the records that the ledger would be given. Must hold: no exception but <see cref="BodyException"/>; the
/// parser keeps its contract in a bounded number of steps; every record is either good, within its limits, or refused with a reason; and the
/// answer is the same however the body is cut.
/// </summary>
internal abstract class BodyTarget : IFuzzTarget
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Meaning { get; }

    /// <inheritdoc/>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{withGood:N0} of {cases:N0} bodies held a good record, {unreadable:N0} were refused as a whole");

    /// <summary>Pieces of text that mean something to the parser.</summary>
    protected abstract IReadOnlyList<string> Tokens { get; }

    /// <summary>Whether a body that is refused as a whole is refused at the same place however it is cut. Not where two mistakes of a body can be
    /// found in either order.</summary>
    protected virtual bool PlaceIsFixed => false;

    /// <inheritdoc/>
    public void Check(FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        byte[] body = Make(random);
        BodyAnswer whole;
        BodyAnswer cut;
        try
        {
            whole = Read(body, null);
            cut = Read(body, random);
        }
        catch (Exception failure) when (failure is not FuzzFailureException)
        {
            throw new FuzzFailureException(failure.Message, body, failure);
        }

        cases++;
        withGood += whole.Events.Count + whole.Figures.Count > 0 ? 1 : 0;
        unreadable += whole.Unreadable is null ? 0 : 1;
        if (!whole.IsSameAs(cut))
        {
            throw new FuzzFailureException($"Whole:\n{whole}\nin pieces:\n{cut}", body);
        }
    }

    /// <summary>Writes a body that is good but for its values.</summary>
    protected abstract void WriteGood(InputWriter writer, FuzzRandom random);

    /// <summary>A parser and where its records go.</summary>
    protected abstract (IBodyParser Parser, IRecordSink Sink, RecordIntake Intake) NewReading();

    /// <summary>Values in a few words, for ids: what must be escaped above all.</summary>
    protected static string SomeText(FuzzRandom random, IReadOnlyList<string> pieces)
    {
        string text = random.Of(pieces);
        return random.OneIn(3) ? text + random.Of(pieces) + random.Of(pieces) : text;
    }

    private byte[] Make(FuzzRandom random)
    {
        writer.Clear();
        switch (random.Below(12))
        {
            case 0:
                writer.AppendNoise(random, random.Below(80));
                break;
            case 1 or 2:
                for (int count = random.Below(30); count > 0; count--)
                {
                    writer.Append(random.Of(Tokens));
                }

                break;
            default:
                WriteGood(writer, random);
                for (int count = random.OneIn(2) ? 0 : random.Below(5); count > 0; count--)
                {
                    writer.Damage(random, Tokens);
                }

                break;
        }

        // Seldom, as it is slow: a record beyond the longest that is read.
        if (random.OneIn(20_000))
        {
            writer.Append(new string((char)('a' + random.Below(3)), (IBodyParser.MaxRecordBytes / 2) + random.Below(IBodyParser.MaxRecordBytes * 2)));
            WriteGood(writer, random);
        }

        return writer.ToArray();
    }

    private BodyAnswer Read(byte[] body, FuzzRandom? random)
    {
        using PiecesStream stream = new(body, random);
        (IBodyParser parser, IRecordSink sink, RecordIntake intake) = NewReading();
        using (intake)
        {
            // Every piece is one step, and the end; the reader's buffer, smaller than the longest bodies here, adds a few.
            BodyReader reader = new(new GuardedParser(parser, body.Length + 16), sink);
            try
            {
                Task reading = reader.ReadAsync(stream, CancellationToken.None);
                if (!reading.IsCompleted)
                {
                    throw new InvalidOperationException("Reading did not end though the body did.");
                }

                reading.GetAwaiter().GetResult();
            }
            catch (BodyException refused)
            {
                Require(refused.Line >= 1 && refused.Column >= 1 && refused.Message.Length > 0, $"line {refused.Line}, column {refused.Column}: {refused.Message}");
                return new BodyAnswer { Unreadable = PlaceIsFixed ? (refused.Line, refused.Column) : (0, 0) };
            }

            return AnswerOf(intake);
        }
    }

    private static BodyAnswer AnswerOf(RecordIntake intake)
    {
        BodyAnswer answer = new();
        Delivery delivery = intake.ToDelivery("fuzz", _ => false);
        foreach (ReadOnlyMemory<EventRecord> chunk in delivery.Events)
        {
            answer.Events.AddRange(chunk.Span);
        }

        foreach (ReadOnlyMemory<FigureRecord> chunk in delivery.Figures)
        {
            answer.Figures.AddRange(chunk.Span);
        }

        answer.Refusals.AddRange(intake.RefusalsWith(null));
        answer.Events.ForEach(happening => Require(
            happening.Quantity is >= -1_000_000 and <= 1_000_000 && happening.Revision >= 0 && happening.Series < FuzzBureau.Series.Count && FuzzBureau.Times.Allow(happening.OccurredAt),
            happening));
        answer.Figures.ForEach(figure => Require(
            figure.Count is >= 0 and <= FigureValidator.MaxCount && figure.Revision >= 0 && figure.Series < FuzzBureau.Series.Count && figure.Grain != BucketGrain.Event && FuzzBureau.Times.Allow(figure.Grain, figure.Start, out _),
            figure));
        long last = -1;
        foreach (Refusal refusal in answer.Refusals)
        {
            Require(refusal.Index > last && refusal.Code.Length > 0 && refusal.Message.Length > 0, refusal);
            last = refusal.Index;
        }

        long good = answer.Events.Count + answer.Figures.Count;
        Require(
            good + answer.Refusals.Count == intake.Received && good == intake.Accepted && delivery.Shares.Sum(share => share.Accepted) == good,
            $"{good} good and {answer.Refusals.Count} refused of {intake.Received}");
        return answer;
    }

    private static void Require(bool holds, object what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not within its limits: {what}");
        }
    }

    private readonly InputWriter writer = new();
    private long cases;
    private long withGood;
    private long unreadable;
}
