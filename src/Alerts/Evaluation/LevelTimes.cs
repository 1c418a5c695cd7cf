using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Evaluation;

/// <summary>Since when each level has held, without a break. A level holds while a graver one does.</summary>
/// <param name="Blue">Unix ticks; 0 = it does not hold.</param>
/// <param name="Yellow">Unix ticks; 0 = it does not hold.</param>
/// <param name="Orange">Unix ticks; 0 = it does not hold.</param>
/// <param name="Red">Unix ticks; 0 = it does not hold.</param>
public readonly record struct LevelTimes(long Blue, long Yellow, long Orange, long Red)
{
    /// <summary>Since when a level has held; null = it does not.</summary>
    public Instant? this[Severity level]
    {
        get
        {
            long ticks = level switch
            {
                Severity.Blue => Blue,
                Severity.Yellow => Yellow,
                Severity.Orange => Orange,
                _ => Red,
            };
            return ticks == 0 ? null : Instant.FromUnixTimeTicks(ticks);
        }
    }

    /// <summary>When the mildest level that holds began; null = none holds.</summary>
    public Instant? First => this[Severity.Blue] ?? this[Severity.Yellow] ?? this[Severity.Orange] ?? this[Severity.Red];

    /// <summary>The times once all levels up to one hold, and none above it.</summary>
    public LevelTimes Reach(Severity? level, Instant now)
    {
        long ticks = now.ToUnixTimeTicks();
        return new LevelTimes(Of(Blue, Severity.Blue), Of(Yellow, Severity.Yellow), Of(Orange, Severity.Orange), Of(Red, Severity.Red));

        long Of(long since, Severity one) => level >= one ? (since == 0 ? ticks : since) : 0;
    }

    /// <summary>All times moved by as much.</summary>
    public LevelTimes Plus(Duration shift)
    {
        long ticks = shift.BclCompatibleTicks;
        return new LevelTimes(Move(Blue), Move(Yellow), Move(Orange), Move(Red));

        long Move(long since) => since == 0 ? 0 : since + ticks;
    }
}
