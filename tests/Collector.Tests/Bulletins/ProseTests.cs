using Tongbi.Collector.Bulletins;
using Xunit;

namespace Tongbi.Collector.Tests.Bulletins;

/// <summary>The office's wording, sentence by sentence: what is recomputed, and what is left alone.</summary>
public sealed class ProseTests
{
    [Theory]
    [InlineData("查处行政案件993起,上年同期794起,同比上升25.06%。", "ok 上升25.06%")]
    [InlineData("查处行政案件993起,去年同期794起,同比增长25.1%。", "ok 增长25.1%")]
    [InlineData("查处行政案件９９３起，去年同期７９４起，同比上升２５．０７％。", "wrong 上升２５．０７％ → 上升25.06％ (miscalculated)")]
    [InlineData("警情12,345起,较上月的12,000起增加345起。", "ok 增加345起")]
    [InlineData("警情12,345起,较上月的12,000起增加1,345起。", "wrong 增加1,345起 → 增加345起 (miscalculated)")]
    [InlineData("警情62起,上周81起,减少19起,环比下降23.5%。", "ok 减少19起|ok 下降23.5%")]
    [InlineData("警情62起,较上周的81起增加19起,环比上升23.5%。", "wrong 增加19起 → 减少19起 (direction)|wrong 上升23.5% → 下降23.5% (direction)")]
    [InlineData("警情62起,较上周的81起减少19起,环比下降23.4%。", "ok 减少19起|wrong 下降23.4% → 下降23.5% (truncated)")]
    [InlineData("刑事类警情7起(上周11起,环比↓36.36%)、治安类警情9起(上周8起,环比↑12.4%)。", "ok ↓36.36%|wrong ↑12.4% → ↑12.5% (miscalculated)")]
    [InlineData("警情15起,较上周的16起下降6.3%。", "ok 下降6.3%")]
    [InlineData("警情15起,较上周的16起下降6.2%。", "ok 下降6.2%")]
    [InlineData("警情15起,上周16起,环比-6.3%。", "ok -6.3%")]
    [InlineData("警情15起,上周16起,环比+6.3%。", "wrong +6.3% → \u22126.3% (direction)")]
    [InlineData("警情15起,上周16起,环比增长-6.3%。", "ok 增长-6.3%")]
    [InlineData("警情15起,上周16起,环比下降-6.3%。", "wrong 下降-6.3% → 下降6.3% (double_negative)")]
    [InlineData("警情62起,比上周多8起,环比上升14.8%。", "? 多8起 (no_base)|ok 上升14.8%")]
    [InlineData("警情62起,比上周多8起,环比上升18.4%。", "? 多8起 (no_base)|wrong 上升18.4% → 上升14.8% (miscalculated)")]
    [InlineData("警情由62起上升到70起,上升12.9%。", "ok 上升12.9%")]
    [InlineData("警情70起,上周0起,环比上升100%。", "wrong 上升100% → 不计算增幅 (zero_base)")]
    [InlineData("警情81起,与上周的80起持平。", "wrong 持平 → 增加1 (miscalculated)")]
    [InlineData("警情10001起,与上周的10000起持平。", "ok 持平")]
    public void Change_IsHeldAgainstItsCounts(string text, string expected) => Assert.Equal(expected.Split('|'), Checked.Lines(text));

    [Theory]
    [InlineData("9月,共接报警情300起,日均10起。", "ok 日均10起")]
    [InlineData("2016年2月,共接报警情290起,日均10起。", "ok 日均10起")]
    [InlineData("2月,共接报警情290起,日均10起。", "? 日均10起 (no_period)")]
    [InlineData("1月9日0时至1月15日24时,共接报警情70起,日均10起。", "ok 日均10起")]
    [InlineData("1月9日8时至1月16日8时,共接报警情70起,日均11起。", "wrong 日均11起 → 日均10起 (miscalculated)")]
    [InlineData("2015年1-8月,共接报警情2430起,日均10起。", "ok 日均10起")]
    [InlineData("2016年第一季度,共接报警情910起,日均10起。", "ok 日均10起")]
    [InlineData("一季度,共接报警情910起,日均10起。", "? 日均10起 (no_period)")]
    [InlineData("2016年12月26日至2017年1月1日,共接报警情70起,日均10.0起。", "ok 日均10.0起")]
    [InlineData("共接报警情300起,日均10起。", "? 日均10起 (no_period)")]
    [InlineData("本周,共接报警情70起,较上周(1月2日至8日)的63起增加7起,日均10起。", "ok 增加7起|ok 日均10起")]
    [InlineData("1月9日至15日,共接报警情3410起,日均487起,较上周的479起增加8起。", "ok 日均487起|? 增加8起 (ambiguous)")]
    public void DailyMean_TakesTheDaysOfThePeriodNamed(string text, string expected) => Assert.Equal(expected.Split('|'), Checked.Lines(text));

    [Fact]
    public void DailyMean_WhereDaysAreGiven_TakesThem() =>
        Assert.Equal(["wrong 日均11起 → 日均10起 (miscalculated)"], Checked.Lines("共接报警情300起,日均11起。", 30));

    [Theory]
    [InlineData("共接报警情1000起。其中刑事警情123起,占警情总数的12.3%。", "ok 12.3%")]
    [InlineData("共接报警情1000起。其中刑事警情123起,占警情总数的13.2%。", "wrong 13.2% → 12.3% (miscalculated)")]
    [InlineData("共接报警情1000起,其中刑事警情123起,占比12.3%。", "ok 12.3%")]
    [InlineData("共接报警情1000起,其中刑事警情123起,占12.4%。", "wrong 12.4% → 12.3% (miscalculated)")]
    [InlineData("共接报警情1000起,其中有效警情800起,占80%;刑事警情100起,占有效警情的12.5%。", "ok 80%|ok 12.5%")]
    [InlineData("刑事警情123起,占全省的2.3%。", "? 2.3% (no_whole)")]
    [InlineData("共接报警情3起,其中甲1起,占33.3%;乙1起,占33.3%;丙1起,占33.3%。", "ok 33.3%|ok 33.3%|ok 33.3%")]
    public void Share_TakesTheWholeNamed(string text, string expected) => Assert.Equal(expected.Split('|'), Checked.Lines(text));

    [Theory]
    [InlineData("城区70起、郊区80起,合计150起。", "ok 150起")]
    [InlineData("城区70起、郊区80起,共计160起。", "wrong 160起 → 150起 (miscalculated)")]
    [InlineData("城区70起、郊区80起,共计抓获嫌疑人20人。", "")]
    [InlineData("刑事警情70起、治安警情80起,共计接报警情900起。", "? 900起 (ambiguous)")]
    public void Sum_IsOfTheListBeforeIt(string text, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), Checked.Lines(text));

    [Theory]
    [InlineData("共接报警情3410起,其中刑事警情环比下降12.3%。", "no_count")]
    [InlineData("共接报警情3410起,较上周的3356起有所变化,社会治安形势平稳,发案率下降12.3%。", "no_count")]
    [InlineData("查处行政案件993起,同比上升25.06%。", "no_base")]
    [InlineData("警情70起,上周62起,同比上升13.9%。", "no_base")]
    [InlineData("警情约70起,上周62起,环比上升13.9%。", "approximate")]
    [InlineData("警情300余起,上周262起,环比上升13.9%。", "approximate")]
    [InlineData("警情1.2万起,上周1万起,环比上升13.9%。", "approximate")]
    [InlineData("警情70起,上周62起,环比上升近14%。", "approximate")]
    [InlineData("刑事、治安警情分别为70起、80起,较上周分别上升13.9%、5%。", "respectively")]
    [InlineData("警情70起,上周62起,同比、环比均上升13.9%。", "ambiguous")]
    [InlineData("化解成功率98.5%,同比上升1.2个百分点。", "no_base")]
    public void Figure_ThatTheTextDoesNotSettle_IsNeverCalledWrong(string text, string reason)
    {
        BulletinReport report = BulletinChecker.Check(text);
        Assert.Equal(0, report.Wrong);
        Assert.Contains(report.Items, item => item.Verdict == BulletinVerdict.NotDerivable && item.Reason == reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("值班电话110,第3期,2017年1月16日,上午8:30分发布。")]
    [InlineData("民警5人到场,抓获2人,缴获3台机器,与群众一起处置。")]
    [InlineData("满意度98.5%,破案率达62.1%。")]
    public void Text_WithoutDerivedFigures_GivesNone(string text) => Assert.Empty(BulletinChecker.Check(text).Items);

    [Fact]
    public void Finding_PointsAtItsWords()
    {
        const string Text = "通报:\n　警情70起,上周62起,上升了13.9%。";
        BulletinFinding finding = Assert.Single(BulletinChecker.Check(Text).Items);
        Assert.Equal("上升了13.9%", Text.Substring(finding.Offset, finding.Length));
        Assert.Equal("上升了12.9%", finding.Right);
        Assert.Equal("(70\u221262)÷62×100%=12.903%,印数不符,应为“上升了12.9%”", finding.Why);
        Assert.StartsWith("(70\u221262)÷62×100%=12.903%: ", finding.WhyEn, StringComparison.Ordinal);
    }

    [Fact]
    public void Tie_ShowsBothRoundings()
    {
        BulletinFinding finding = Assert.Single(BulletinChecker.Check("警情15起,上周16起,环比下降7.3%。").Items);
        Assert.Equal(("下降6.3%", "下降6.2%", "6.25"), (finding.Right, finding.RightHalfEven, finding.Exact?.TrimStart('-').TrimEnd('0')));
    }
}
