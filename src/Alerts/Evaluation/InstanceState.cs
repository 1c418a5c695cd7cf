using System.Globalization;
using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Evaluation;

/// <summary>What the evaluation remembers of one rule at one unit and category. Immutable; the one at rest is shared.</summary>
public sealed record InstanceState
{
    /// <summary>Nothing is going on.</summary>
    public static InstanceState Rest { get; } = new();

    /// <summary>Level by the figure, hysteresis included, at the last evaluation with data; null = none.</summary>
    public Severity? Judged { get; init; }

    /// <summary>Since when each level has held.</summary>
    public LevelTimes Since { get; init; }

    /// <summary>Level it fires at: one that has held for the rule's <c>for</c>, or is kept; null = it does not fire.</summary>
    public Severity? Fired { get; init; }

    /// <summary>Since when the condition has ended while the rule keeps it firing.</summary>
    public Instant? KeepFiringSince { get; init; }

    /// <summary>Since when there has been no data.</summary>
    public Instant? NoDataSince { get; init; }

    /// <summary>The last levels fired at.</summary>
    public FlapRing Ring { get; init; }

    /// <summary>Whether the condition holds, but has not for long enough.</summary>
    public bool IsPending => Fired is null && Judged is not null;

    /// <summary>Whether two states differ in more than the ring, which alone is not worth a write to disk.</summary>
    public bool DiffersFrom(InstanceState other) => this with { Ring = default } != other with { Ring = default };

    /// <summary>As kept on disk; null where there is nothing to keep. docs/formats/alerts.md describes it.</summary>
    public string? ToMemory() => this with { Ring = default } == Rest && Ring.Share() < FlapRing.Low ? null : string.Join(
        ' ',
        Text((long)(Judged ?? 0)),
        Text((long)(Fired ?? 0)),
        Text(Since.Blue),
        Text(Since.Yellow),
        Text(Since.Orange),
        Text(Since.Red),
        Text(KeepFiringSince?.ToUnixTimeTicks() ?? 0),
        Text(NoDataSince?.ToUnixTimeTicks() ?? 0),
        Ring.Bits.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads what <see cref="ToMemory"/> wrote; anything else is the state at rest.</summary>
    public static InstanceState OfMemory(string memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        string[] parts = memory.Split(' ');
        long[] numbers = new long[8];
        for (int index = 0; index < numbers.Length; index++)
        {
            if (parts.Length != numbers.Length + 1 || !long.TryParse(parts[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[index]))
            {
                return Rest;
            }
        }

        return new InstanceState
        {
            Judged = Level(numbers[0]),
            Fired = Level(numbers[1]),
            Since = new LevelTimes(numbers[2], numbers[3], numbers[4], numbers[5]),
            KeepFiringSince = Moment(numbers[6]),
            NoDataSince = Moment(numbers[7]),
            Ring = new FlapRing(ulong.TryParse(parts[8], NumberStyles.None, CultureInfo.InvariantCulture, out ulong bits) ? bits : 0),
        };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Severity? Level(long number) => number is >= 1 and <= 4 ? (Severity)number : null;

    private static Instant? Moment(long ticks) => ticks == 0 ? null : Instant.FromUnixTimeTicks(ticks);
}
