using NodaTime;
using Quartz;

namespace Tongbi.Collector.Sources.Database;

/// <summary>When a pull runs: every so often after the last one ended, or at the times of a cron expression in a zone.</summary>
public sealed class PullSchedule
{
    private PullSchedule(Duration? every, CronExpression? cron)
    {
        this.every = every;
        this.cron = cron;
    }

    /// <summary>Every so often.</summary>
    public static PullSchedule Every(Duration interval) => new(interval, null);

    /// <summary>By a cron expression of six or seven fields (seconds first); null if it is none.</summary>
    public static PullSchedule? TryCron(string expression, DateTimeZone zone)
    {
        try
        {
            return new PullSchedule(null, new CronExpression(expression, TimeZoneInfo.FindSystemTimeZoneById(zone.Id)));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The next time after a moment; null if there is none any more.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => every is { } interval ? after + interval.ToTimeSpan() : cron?.GetNextValidTimeAfter(after);

    private readonly Duration? every;
    private readonly CronExpression? cron;
}
