using System.Text;
using FsCheck.Xunit;
using Tongbi.Collector.Bulletins;
using Xunit;

namespace Tongbi.Collector.Tests.Bulletins;

/// <summary>It never cries wolf, it misses no single error, and nothing that is pasted can upset it.</summary>
public sealed class BulletinPropertyTests
{
    private static readonly string[] Pieces =
    [
        "警情", "刑事类", "共接报", "70起", "62起", "0起", "12,345起", "1.2万", "300余", "13.9%", "-3.2%", "＋５％", "百分之", "1.2个百分点", "上升", "下降", "增加", "↑", "▼", "较", "上周", "上年同期",
        "同比", "环比", "日均", "占", "占比", "其中", "合计", "分别", "持平", "基本持平", "由", "约", "(", ")", "（", "【", ",", "，", "、", "。", ";", "\n", "\r\n", "\t", "|", "类别", "本月", "上月",
        "2015年8月份", "1月9日至15日", "99月99日", "0000年", "2月30日至", "一季度", "本周", "7天,", "七十起", "一", "万", "-", "--", "~", "\"", "%", "99999999999999999999", "0.0000000000000001", "\uD83D", "\0", " ",
    ];

    [Property(MaxTest = 300)]
    public void RightBulletin_IsRightInEveryFigure(int seed)
    {
        RandomBulletin bulletin = new(seed);
        BulletinReport report = BulletinChecker.Check(bulletin.Text);
        Assert.True(report.Wrong == 0 && report.NotDerivable == 0, bulletin.Text + "\n" + string.Join('\n', Checked.Lines(bulletin.Text)));
        Assert.True(report.Ok >= bulletin.Figures, bulletin.Text);
    }

    [Property(MaxTest = 300)]
    public void BulletinWithOneError_IsFoundThere(int seed, int which, int by)
    {
        RandomBulletin bulletin = new(seed);
        (string text, int end) = bulletin.WithError(which & 0xFFFF, by % 1_000);
        BulletinReport report = BulletinChecker.Check(text);
        BulletinFinding[] wrong = [.. report.Items.Where(item => item.Verdict == BulletinVerdict.Wrong)];
        Assert.True(wrong.Length == 1 && end > wrong[0].Offset && end <= wrong[0].Offset + wrong[0].Length, text + "\n" + string.Join('\n', Checked.Lines(text)));
        string corrected = text.Remove(wrong[0].Offset, wrong[0].Length).Insert(wrong[0].Offset, wrong[0].Right!); // wrong ones have a right one
        Assert.Equal(0, BulletinChecker.Check(corrected).Wrong);
    }

    [Property(MaxTest = 400)]
    public void AnyText_IsCheckedWithoutAnException(int[] pieces, string rest)
    {
        StringBuilder text = new();
        foreach (int piece in pieces)
        {
            text.Append(Pieces[(piece & 0xFFFF) % Pieces.Length]);
        }

        text.Append(rest);
        BulletinReport report = BulletinChecker.Check(text.ToString());
        Assert.All(report.Items, item => Assert.Equal(item.Printed, text.ToString(item.Offset, item.Length)));
        Assert.Equal(report.Items.OrderBy(item => item.Offset), report.Items);
        Assert.Equal(report.Items.Count, report.Ok + report.Wrong + report.NotDerivable);
    }

    [Property(MaxTest = 200)]
    public void PiecesInAnyOrder_AreChecked(int seed)
    {
#pragma warning disable RS0030 // a stated seed: the text can be made again
        Random random = new(seed);
#pragma warning restore RS0030
        int[] pieces = [.. Enumerable.Range(0, random.Next(400)).Select(_ => random.Next(Pieces.Length))];
        AnyText_IsCheckedWithoutAnException(pieces, "");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData("1年")]
    [InlineData("1月1")]
    [InlineData("七")]
    [InlineData("上")]
    [InlineData("|")]
    [InlineData("本月,上月\n")]
    [InlineData("70起(")]
    [InlineData("70起、")]
    [InlineData("合计70起、")]
    [InlineData("70起,占1%,")]
    public void LongestText_IsReadToItsEnd(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, BulletinChecker.MaxCharacters / piece.Length));
        BulletinReport report = BulletinChecker.Check(text);
        Assert.True(report.Items.Count <= BulletinChecker.MaxFigures);
    }

    [Fact]
    public void TextWithTooManyFigures_SaysThatItIsNotComplete()
    {
        string sentence = "警情70起,上周62起,上升12.9%。";
        Assert.True(BulletinChecker.Check(string.Concat(Enumerable.Repeat(sentence, BulletinChecker.MaxFigures))).Complete);
        BulletinReport more = BulletinChecker.Check(string.Concat(Enumerable.Repeat(sentence, BulletinChecker.MaxFigures + 1)));
        Assert.False(more.Complete);
        Assert.Equal(BulletinChecker.MaxFigures, more.Ok);
    }

    [Fact]
    public void TextAboveTheLimit_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BulletinChecker.Check(new string('1', BulletinChecker.MaxCharacters + 1)));
}
