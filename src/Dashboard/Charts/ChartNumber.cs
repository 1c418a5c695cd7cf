using System.Globalization;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Charts;

/// <summary>Numbers as the wall prints them: 993 and 9999 as they are, 12,345 grouped, minus as U+2212, no idle zeros.</summary>
internal static class ChartNumber
{
    private const decimal HundredMillions = 100_000_000;

    /// <summary>A value in full; — for what is unknown.</summary>
    public static string Text(decimal? value)
    {
        if (value is not { } known)
        {
            return "—";
        }

        decimal size = Math.Abs(known);
        string digits = size.ToString(size >= 10_000 ? "#,0.##" : "0.##", CultureInfo.InvariantCulture);
        return known < 0 && digits != "0" ? FigureText.Minus + digits : digits;
    }

    /// <summary>A value beside an axis, where hundreds of millions are shortened.</summary>
    public static string Axis(decimal value, WordBook words) =>
        Math.Abs(value) switch
        {
            < 10 * HundredMillions => Text(value),
            < 100_000 * HundredMillions => words.Say("axis.hundredMillions", ("n", Text(value / HundredMillions))),
            _ => words.Say("axis.trillions", ("n", Text(value / (10_000 * HundredMillions)))),
        };
}
