using Tongbi.Collector.Bulletins;
using Xunit;

namespace Tongbi.Collector.Tests.Bulletins;

/// <summary>Tables as they are pasted from documents and spreadsheets.</summary>
public sealed class TableTests
{
    private const string Right = """
        2015年8月警情统计表
        类别	本月	上月	环比	上年同期	同比	占比	日均
        刑事	70	62	↑12.9%	80	↓12.5%	23.3%	2.3
        治安	150	160	-6.25%	140	+7.1%	50.0%	4.8
        交通	80	80	0	0	—	26.7%	2.6
        合计	300	302	-0.7%	220	36.4%	100%	9.7
        """;

    [Theory]
    [InlineData("\t")]
    [InlineData("|")]
    [InlineData(",")]
    public void RightTable_IsRightWhateverSeparatesItsCells(string separator)
    {
        BulletinReport report = BulletinChecker.Check(Right.Replace("\t", separator, StringComparison.Ordinal));
        Assert.Equal((0, 0), (report.Wrong, report.NotDerivable));
        Assert.Equal(18, report.Ok);
    }

    [Theory]
    [InlineData("↑12.9%", "↑13.9%", "↑12.9%")]
    [InlineData("-6.25%", "6.25%", "\u22126.25%")]
    [InlineData("+7.1%", "+7.2%", "+7.1%")]
    [InlineData("50.0%", "51.0%", "50.0%")]
    [InlineData("	4.8", "	5.4", "4.8")]
    [InlineData("合计	300	302", "合计	300	312", "302")]
    [InlineData("9.7", "9.6", "9.7")]
    public void OneWrongCell_IsCorrected(string cell, string wrong, string right)
    {
        string text = Right.Replace(cell, wrong, StringComparison.Ordinal);
        Assert.Contains(BulletinChecker.Check(text).Items, item => item.Verdict == BulletinVerdict.Wrong && item.Right == right);
    }

    [Fact]
    public void MarkdownTable_WithMonthsAsHeaders_IsRead()
    {
        const string Text = """
            | 类别 | 2015年8月 | 2015年7月 | 2014年8月 | 环比 | 同比 |
            |---|---|---|---|---|---|
            | 刑事 | 1,070 | 1,000 | 900 | 7% | 19% |
            """;
        Assert.Equal(["ok 7%", "ok 19%"], Checked.Lines(Text));
        Assert.Equal(["wrong 9% → 7% (miscalculated)", "ok 19%"], Checked.Lines(Text.Replace(" 7%", " 9%", StringComparison.Ordinal)));
    }

    [Fact]
    public void TotalOfUnits_IsHeldAgainstTheColumns_OncePartsAreProven()
    {
        const string Text = "单位\t刑事\t治安\t合计\n城关所\t3\t4\t7\n城北所\t5\t6\t12\n合计\t8\t10\t18";
        string[] wrong = Checked.Wrong(Text);
        Assert.Contains("12 → 11", wrong);
    }

    [Fact]
    public void TableThatListsSubcategories_IsNotCalledWrong()
    {
        const string Text = "类别\t本周\t上周\t环比\n刑事\t70\t62\t12.9%\n盗窃\t50\t40\t25%\n治安\t30\t20\t50%\n合计\t100\t82\t22%";
        BulletinReport report = BulletinChecker.Check(Text);
        Assert.Equal(0, report.Wrong);
        Assert.Equal(4, report.Ok);
    }

    [Fact]
    public void ChangeColumn_WithoutAPercentSign_IsReadEitherWay()
    {
        Assert.Equal(["ok 8"], Checked.Lines("类别\t本周\t上周\t增减\n刑事\t70\t62\t8"));
        Assert.Equal(["ok 12.9"], Checked.Lines("类别\t本周\t上周\t增减\n刑事\t70\t62\t12.9"));
        Assert.Equal(["? 9 (ambiguous)"], Checked.Lines("类别\t本周\t上周\t增减\n刑事\t70\t62\t9"));
        Assert.Equal(["wrong 9 → 8 (miscalculated)"], Checked.Lines("类别\t本周\t上周\t增减数\n刑事\t70\t62\t9"));
    }
}
