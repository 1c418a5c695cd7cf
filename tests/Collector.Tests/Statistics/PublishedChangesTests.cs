using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tongbi.Collector.Statistics;
using Tongbi.Collector.Tests.References;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

/// <summary>Our arithmetic against what police forces and statistics offices have printed (References/yoy/README.md).</summary>
public sealed partial class PublishedChangesTests
{
    [Fact]
    public void RateOfChange_OfEveryPublishedPair_PrintsWhatARoundingPublisherPrints()
    {
        int mustPrint = 0;
        foreach (Row row in Rows.Where(row => row.Agreement is "all modes agree" or "round to nearest" or "round half away from zero"))
        {
            string ours = Print(row, Rounding.HalfAwayFromZero);
            Assert.True(Bare(row.Printed, row.Decimals) == ours, $"{row}: {ours}");
            mustPrint++;
        }

        Assert.Equal(109 + 77 + 6, mustPrint);
    }

    [Fact]
    public void RateOfChange_OfATruncatedOrMiscalculatedPair_PrintsTheRightFigureInstead()
    {
        Row[] others = [.. Rows.Where(row => row.Agreement is "truncated" or "rounded away from zero" or "rounded up")];
        Assert.Equal(12, others.Length);
        Assert.All(others, row => Assert.NotEqual(Bare(row.Printed, row.Decimals), Print(row, Rounding.HalfAwayFromZero)));
    }

    [Fact]
    public void RateOfChange_OfAnExactTie_IsWhatTellsTheRoundingsApart()
    {
        Row[] ties = [.. Rows.Where(row => row.Agreement == "round half away from zero")];
        Assert.Equal(6, ties.Length);
        // Half of all ties have an even digit before them; those that have an odd one are rounded away by both rules.
        Assert.All(ties, row => Assert.Equal(IsOddBeforeTheTie(row), Bare(row.Printed, row.Decimals) == Print(row, Rounding.HalfToEven)));
        Assert.Contains(ties, row => !IsOddBeforeTheTie(row));
    }

    [Fact]
    public void Comparison_OfAZeroBase_PrintsNoRateAsNoPublisherDoes()
    {
        Row[] rows = [.. Rows.Where(row => row.Agreement == "zero base")];
        Assert.Equal(10, rows.Length);
        foreach (Row row in rows)
        {
            StatisticComparison ours = new Office().Known("2018-01-01", "2020-01-01").Count("2019-06-01T10", row.Current).Count("2018-06-01T10", row.Previous).Compare("2020-01-05T10:00:00+08:00", "2019");
            Assert.Equal(row.Current == 0 ? "0.00%" : null, ours.Percent);
            Assert.Equal(row.Current == 0 ? null : "zero_base", ours.Reason);
        }
    }

    [Fact]
    public void RateOfChange_OfEveryRow_EqualsTheExactFigureToSixDecimals()
    {
        foreach (Row row in Rows.Where(row => row.ExactPercent.Length > 0))
        {
            Assert.Equal(decimal.Parse(row.ExactPercent, CultureInfo.InvariantCulture), 100 * ExactQuotient.RateOfChange(row.Current, row.Previous, 8));
        }
    }

    [Fact]
    public void RateOfChange_OfTheSeedPairs_PrintsTheSeedFigures()
    {
        JsonElement seed = ReferenceFiles.Json("yoy", "seed_numbers.json");
        Assert.Equal([794L], PreviousThatPrint(993, "25.06", 1, 2_000));
        Assert.Equal("+25.06%", FigureText.Percent(ExactQuotient.RateOfChange(993, 794)));
        Check("calls_minus_6_26");
        Check("vice_leads_minus_23_99");

        void Check(string name)
        {
            JsonElement part = seed.GetProperty(name);
            string printed = part.GetProperty("printed_pct").GetString()!.Replace('-', FigureText.Minus) + "%";
            foreach (JsonElement pair in part.GetProperty("smallest_pairs").EnumerateArray())
            {
                Assert.Equal(printed, FigureText.Percent(ExactQuotient.RateOfChange(pair[0].GetInt64(), pair[1].GetInt64())));
            }

            // The first pair is the smallest there is: no smaller base prints so with any current count.
            long smallest = part.GetProperty("smallest_pairs")[0][1].GetInt64();
            for (long @base = 1; @base < smallest; @base++)
            {
                for (long current = 0; current <= @base; current++)
                {
                    Assert.NotEqual(printed, FigureText.Percent(ExactQuotient.RateOfChange(current, @base)));
                }
            }
        }
    }

    [Fact]
    public void RateOfChange_SolvedBackwards_AllowsExactlyTheBasesOfTheReference()
    {
        int seen = 0;
        foreach (JsonElement item in ReferenceFiles.Json("yoy", "back_solve.json").GetProperty("cases").EnumerateArray())
        {
            long least = item.GetProperty("previous_consistent_min").GetInt64();
            long most = item.GetProperty("previous_consistent_max").GetInt64();
            long[] ours = PreviousThatPrint(item.GetProperty("current").GetInt64(), item.GetProperty("printed_pct").GetString()!, Math.Max(1, least - 50), most + 50);
            Assert.Equal((least, most, item.GetProperty("how_many").GetInt64()), (ours[0], ours[^1], ours.Length));
            seen++;
        }

        Assert.Equal(30, seen);
    }

    private static long[] PreviousThatPrint(long current, string printed, long from, long to)
    {
        int decimals = printed.Contains('.', StringComparison.Ordinal) ? printed.Length - printed.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        decimal rate = decimal.Parse(printed, CultureInfo.InvariantCulture) / 100;
        return [.. Enumerable.Range(0, (int)(to - from + 1)).Select(step => from + step).Where(@base => ExactQuotient.RateOfChange(current, @base, decimals + 2) == rate)];
    }

    private static string Print(Row row, Rounding rounding) =>
        (100 * ExactQuotient.RateOfChange(row.Current, row.Previous, row.Decimals + 2, rounding)).ToString("F" + row.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // The printed text as a plain number: publishers write +, %, idle zeros or none, and several minus signs.
    private static string Bare(string printed, int decimals)
    {
        string number = printed.Replace("%", "", StringComparison.Ordinal).Replace("+", "", StringComparison.Ordinal).Replace('\u2212', '-').Replace(",", "", StringComparison.Ordinal).Trim();
        return decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value)
            ? value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : number;
    }

    private static bool IsOddBeforeTheTie(Row row)
    {
        decimal exact = Math.Abs(decimal.Parse(row.ExactPercent, CultureInfo.InvariantCulture));
        for (int i = 0; i < row.Decimals; i++)
        {
            exact *= 10;
        }

        return (long)exact % 2 == 1;
    }

    private static Row[] Load() => [.. File.ReadLines(ReferenceFiles.Path("yoy", "published_changes.csv")).Skip(1).Select(line =>
    {
        // id,source,geography,period,measure,current,previous,printed,printed_decimals,exact_pct,agreement,…
        string[] fields = [.. Field().Matches(line).Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)];
        return new Row(
            fields[0],
            long.Parse(fields[5], CultureInfo.InvariantCulture),
            long.Parse(fields[6], CultureInfo.InvariantCulture),
            fields[7],
            fields[8].Length == 0 ? 0 : int.Parse(fields[8], CultureInfo.InvariantCulture),
            fields[9],
            fields[10]);
    })];

    [GeneratedRegex("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")]
    private static partial Regex Field();

    private sealed record Row(string Id, long Current, long Previous, string Printed, int Decimals, string ExactPercent, string Agreement);

    private static readonly Row[] Rows = Load();
}
