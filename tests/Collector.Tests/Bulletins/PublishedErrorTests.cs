using System.Globalization;
using System.Text.RegularExpressions;
using Tongbi.Collector.Bulletins;
using Tongbi.Collector.Tests.References;
using Xunit;

namespace Tongbi.Collector.Tests.Bulletins;

/// <summary>The errors that were found in printed bulletins, in sentences as these bulletins write them, and the changes that publishers have printed.</summary>
public sealed partial class PublishedErrorTests
{
    [Fact]
    public void WeekOf2017_RateOfSeventyAgainstSixtyTwo_IsCorrected()
    {
        const string Text = """
            安康市公安局警情通报(2017年1月9日至15日)
            本周,全市公安机关共接报有效警情3406起,日均487起,较上周的3356起增加50起,环比上升1.5%。
            其中:刑事类警情70起,上周62起,上升13.9%;治安类警情142起,较上周的150起减少8起,环比下降5.3%,占有效警情的4.2%。
            """;
        Assert.Equal(["上升13.9% → 上升12.9%"], Checked.Wrong(Text));
        Assert.All(BulletinChecker.Check(Text).Items, item => Assert.NotEqual(BulletinVerdict.NotDerivable, item.Verdict));
    }

    [Fact]
    public void MonthOf2015_DailyMeansDividedBy28_AreCorrectedToThe31DaysOfAugust()
    {
        const string Text = "2015年8月份,全市公安机关110报警服务台共接报警情6689起,日均239起;其中有效警情5544起,日均198起,占接报警情的82.9%;无效警情1145起,日均40.8起,占接报警情的17.1%。";
        Assert.Equal(["日均239起 → 日均216起", "日均198起 → 日均179起", "日均40.8起 → 日均36.9起"], Checked.Wrong(Text));
        BulletinReport report = BulletinChecker.Check(Text);
        Assert.Equal((2, 3, 0), (report.Ok, report.Wrong, report.NotDerivable));
        Assert.Equal("6689÷31=215.77,印数不符,应为“日均216起”", report.Items[0].Why);
        Assert.Equal("215.77", report.Items[0].Exact);
    }

    [Fact]
    public void WeeklyBulletin_FallFrom46To44_IsCorrected()
    {
        const string Text = "本周全市共接报刑事类警情44起,较上周的46起减少2起,环比下降4.4%;交通类警情81起,与上周持平(上周81起)。";
        Assert.Equal(["下降4.4% → 下降4.3%"], Checked.Wrong(Text));
    }

    [Fact]
    public void WeeklyBulletin_3410InAWeek_IsCorrected()
    {
        const string Text = "1月9日至15日,全市公安机关共接报有效警情3410起,日均488起,较上周的3356起增加54起,环比上升1.61%。";
        Assert.Equal(["日均488起 → 日均487起"], Checked.Wrong(Text));
        Assert.Equal(["wrong 日均488起 → 日均487起 (miscalculated)", "ok 增加54起", "ok 上升1.61%"], Checked.Lines(Text));
    }

    [Fact]
    public void PublishedChanges_RoundedToNearest_AreRight_AndTheOthersAreNot()
    {
        Dictionary<string, int> seen = [];
        foreach (string line in File.ReadLines(ReferenceFiles.Path("yoy", "published_changes.csv")).Skip(1))
        {
            string[] fields = [.. Field().Matches(line).Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)];
            (string current, string previous, string agreement) = (fields[5], fields[6], fields[10]);
            string printed = fields[7].Replace("%", "", StringComparison.Ordinal).Trim().TrimStart('+', '-', '\u2212');
            decimal exact = fields[9].Length == 0 ? 0 : decimal.Parse(fields[9], CultureInfo.InvariantCulture);
            string change = agreement == "zero base" ? "上年同期为0起,不计算增幅" : $"同比{(exact < 0 ? "下降" : "上升")}{printed}%";
            string[] found = Checked.Lines($"本期共接报警情{current}起,上年同期{previous}起,{change}。");
            string verdict = found.Length == 0 ? "none" : found[0].Split(' ')[0];
            string expected = agreement switch
            {
                "zero base" => "none",
                "all modes agree" or "round to nearest" or "round half away from zero" => "ok",
                _ => "wrong",
            };
            Assert.True(verdict == expected, $"{fields[0]} ({agreement}): {string.Join(';', found)}");
            Assert.True(agreement != "truncated" || found[0].EndsWith("(truncated)", StringComparison.Ordinal), $"{fields[0]}: {found.FirstOrDefault()}");
            seen[agreement] = seen.GetValueOrDefault(agreement) + 1;
        }

        Assert.Equal((214, 10, 11), (seen.Values.Sum(), seen["zero base"], seen["truncated"]));
    }

    [GeneratedRegex("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")]
    private static partial Regex Field();
}
