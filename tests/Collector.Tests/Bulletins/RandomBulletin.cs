using System.Globalization;
using System.Text;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Tests.Bulletins;

/// <summary>A bulletin that is right in every figure, in the office's wording, of a seed; and the same with one derived figure wrong.</summary>
internal sealed class RandomBulletin
{
    private static readonly string[] Classes = ["刑事类", "治安类", "交通类", "纠纷类", "求助类", "诈骗类"];
    private readonly StringBuilder text = new();
    private readonly List<(int Offset, int Length, decimal Right, decimal Even, int Decimals)> figures = [];
    private readonly Random random;

    public RandomBulletin(int seed)
    {
#pragma warning disable RS0030 // a stated seed: the bulletin can be made again
        random = new Random(seed);
#pragma warning restore RS0030
        Write();
    }

    /// <summary>The bulletin.</summary>
    public string Text => text.ToString();

    /// <summary>How many derived figures it holds.</summary>
    public int Figures => figures.Count;

    /// <summary>The bulletin with one figure wrong, and where the wrong one ends.</summary>
    public (string Text, int End) WithError(int which, int by)
    {
        (int offset, int length, decimal right, decimal even, int decimals) = figures[which % figures.Count];
        decimal step = 1m / (decimal)Math.Pow(10, decimals);
        decimal wrong = right + (step * (1 + (Math.Abs(by % 50))));
        wrong = wrong == even ? wrong + step : wrong;
        string printed = Fixed(wrong, decimals);
        return (Text.Remove(offset, length).Insert(offset, printed), offset + printed.Length);
    }

    private static string Fixed(decimal value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private void Write()
    {
        long total = random.Next(500, 20_000);
        (string period, int days) = random.Next(3) switch
        {
            0 => ("1月9日至15日", 7),
            1 => ("2015年8月份", 31),
            _ => ("2016年第一季度", 91),
        };
        text.Append(CultureInfo.InvariantCulture, $"{period},全市公安机关共接报有效警情{total}起");
        if (random.Next(2) == 0)
        {
            text.Append(",日均");
            Figure(total, days, random.Next(2));
            text.Append('起');
        }

        // Behind a daily mean, a count far below half of this week's would read as an earlier mean; weeks do not double either.
        Compare(total, "较上周的", "环比", least: total / 2);
        text.Append(random.Next(2) == 0 ? "。其中:" : ";其中,");
        int count = random.Next(1, Classes.Length);
        for (int i = 0; i < count; i++)
        {
            long part = random.Next(1, (int)(total / 4));
            text.Append(CultureInfo.InvariantCulture, $"{Classes[i]}警情{part}起");
            if (random.Next(3) == 0)
            {
                text.Append('(');
                Compare(part, "上年同期", "同比");
                text.Append(')');
            }
            else
            {
                Compare(part, "较上周的", "环比");
            }

            if (random.Next(2) == 0)
            {
                text.Append(",占有效警情的");
                Figure(part * 100, total, random.Next(3));
                text.Append('%');
            }

            text.Append(i == count - 1 ? "。\n" : ";");
        }

        long[] parts = [random.Next(1, 900), random.Next(1, 900), random.Next(1, 900)];
        text.Append(CultureInfo.InvariantCulture, $"城区{parts[0]}件、郊区{parts[1]}件、乡镇{parts[2]}件,合计");
        Figure(parts.Sum(), 1, 0);
        text.Append("件。");
    }

    private void Compare(long current, string named, string relation, long least = 1)
    {
        long @base = random.Next((int)least, (int)(current * 2));
        if (random.Next(12) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $",与{named.Trim('较', '的')}的{current}起持平");
            return;
        }

        if (@base == current)
        {
            return;
        }

        bool up = current > @base;
        text.Append(CultureInfo.InvariantCulture, $",{named}{@base}起");
        if (random.Next(2) == 0)
        {
            text.Append(up ? "增加" : "减少");
            Figure(Math.Abs(current - @base), 1, 0);
            text.Append('起');
        }

        text.Append(',').Append(relation).Append((random.Next(2), up) switch { (0, true) => "上升", (0, false) => "下降", (_, true) => "↑", _ => "↓" });
        Figure(Math.Abs(current - @base) * 100, @base, random.Next(3));
        text.Append('%');
    }

    private void Figure(long numerator, long denominator, int decimals)
    {
        decimal away = ExactQuotient.Round((Int128)numerator, denominator, decimals, Rounding.HalfAwayFromZero);
        decimal even = ExactQuotient.Round((Int128)numerator, denominator, decimals, Rounding.HalfToEven);
        string printed = Fixed(random.Next(2) == 0 ? away : even, decimals);
        figures.Add((text.Length, printed.Length, away, even, decimals));
        text.Append(printed);
    }
}
