using NodaTime;

namespace Tongbi.Dashboard.Demo;

/// <summary>How the happenings of a kind spread over the day, the week and the year; the mean factor is about 1.</summary>
internal sealed class DemoRhythm
{
    /// <summary>Calls of the public: a low before dawn, a hill by day, a peak after supper.</summary>
    public static DemoRhythm Calls { get; } = new(
        [1.6, 1.2, 0.9, 0.7, 0.6, 0.6, 0.9, 1.6, 2.3, 2.6, 2.6, 2.4, 2.0, 2.1, 2.4, 2.5, 2.6, 2.7, 2.9, 3.3, 3.5, 3.2, 2.7, 2.1],
        [1.00, 0.97, 0.98, 0.99, 1.05, 1.06, 0.97],
        [0.93, 0.85, 0.95, 1.00, 1.04, 1.07, 1.12, 1.10, 1.03, 1.00, 0.97, 0.94]);

    /// <summary>Office hours on working days.</summary>
    public static DemoRhythm Office { get; } = new(
        [0.05, 0.02, 0.02, 0.02, 0.02, 0.02, 0.1, 0.5, 3.0, 5.0, 5.2, 4.2, 1.0, 1.5, 4.2, 5.0, 4.6, 3.0, 1.0, 0.6, 0.5, 0.4, 0.2, 0.1],
        [1.25, 1.2, 1.2, 1.2, 1.15, 0.55, 0.45],
        [0.95, 0.80, 1.03, 1.00, 1.02, 1.02, 1.00, 1.00, 1.05, 0.97, 1.06, 1.10]);

    /// <summary>Nights and weekends.</summary>
    public static DemoRhythm Night { get; } = new(
        [4.0, 3.4, 2.5, 1.5, 0.8, 0.4, 0.3, 0.4, 0.6, 0.8, 1.0, 1.0, 1.1, 1.4, 1.7, 1.8, 1.7, 1.6, 1.9, 2.8, 3.8, 4.6, 5.0, 4.7],
        [0.90, 0.88, 0.90, 0.94, 1.10, 1.20, 1.08],
        [1.05, 1.05, 0.97, 0.96, 0.98, 1.02, 1.06, 1.06, 1.00, 0.97, 0.95, 0.93]);

    /// <summary>Roads: two rush hours.</summary>
    public static DemoRhythm Roads { get; } = new(
        [0.5, 0.3, 0.2, 0.2, 0.3, 0.6, 1.4, 3.6, 4.0, 2.8, 2.4, 2.2, 1.9, 2.1, 2.3, 2.5, 3.0, 4.1, 3.9, 2.7, 1.9, 1.4, 1.0, 0.7],
        [1.02, 0.98, 0.98, 1.00, 1.08, 1.02, 0.92],
        [1.02, 0.95, 0.96, 0.99, 1.02, 1.02, 1.02, 1.01, 1.01, 1.04, 0.99, 0.97]);

    /// <summary>Guests arriving.</summary>
    public static DemoRhythm Guests { get; } = new(
        [0.8, 0.4, 0.2, 0.1, 0.1, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 1.6, 2.4, 2.8, 3.4, 3.6, 3.8, 4.0, 4.4, 4.6, 4.2, 3.4, 2.4, 1.5],
        [0.85, 0.84, 0.86, 0.92, 1.20, 1.35, 0.98],
        [0.85, 1.05, 0.95, 1.05, 1.08, 0.98, 1.12, 1.15, 0.95, 1.10, 0.88, 0.84]);

    private DemoRhythm(double[] hours, double[] weekdays, double[] months)
    {
        this.hours = Normalised(hours);
        this.weekdays = Normalised(weekdays);
        this.months = Normalised(months);
    }

    /// <summary>Factor for the hour that begins at this local time.</summary>
    public double At(LocalDateTime start) => hours[start.Hour] * weekdays[(int)start.DayOfWeek - 1] * months[start.Month - 1];

    private static double[] Normalised(double[] weights)
    {
        double mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }

    private readonly double[] hours;
    private readonly double[] weekdays;
    private readonly double[] months;
}
