using System.Text;
using Tongbi.Collector.Sources.LineProtocol;

namespace Tongbi.Collector.Tests.Sources.LineProtocol;

/// <summary>The grammar, line by line; at 1970-01-01T00:00:00Z by the clock.</summary>
public sealed class LineProtocolParserTests
{
    private const string Now = "occurredAt=1970-01-01T00:00:00Z";
    private const string ThisHour = "period=0001-01-01T00";

    [Theory]
    [InlineData("m id=\"a\"", "1 event metric=m id=a " + Now)]
    [InlineData("m,source=s,unit=u,category=c/d id=\"a\",revision=2i,quantity=-3i,withdrawn=t 1769817600000000000", "1 event source=s metric=m category=c/d unit=u revision=#2 withdrawn=True id=a occurredAt=2026-01-31T00:00:00Z quantity=#-3")]
    [InlineData("m,unit=u count=7i 1769817600000000000", "1 figure metric=m unit=u period=2026-01-31T08+08:00 count=#7")]
    [InlineData("m,grain=day count=7 1769817600000000000", "1 figure metric=m period=2026-01-31 count=#7")]
    [InlineData("m,grain=month count=7 1769817600000000000", "1 figure metric=m period=2026-01 count=#7")]
    [InlineData("m,grain=year count=7 1769817600000000000", "1 figure metric=m period=2026 count=#7")]
    [InlineData("m withdrawn=F 1769817600000000000", "1 figure metric=m withdrawn=False period=2026-01-31T08+08:00")]
    public void Line_Good_BecomesARecordOfTheContract(string line, string expected) => Assert.Equal(expected, Assert.Single(RawLines.Of(line)));

    [Theory]
    [InlineData(@"a\,b\ c\=d id=""x""", @"1 event metric=a,b c\=d id=x " + Now)]
    [InlineData(@"m,unit=a\,b\=c\ d id=""x""", "1 event metric=m unit=a,b=c d id=x " + Now)]
    [InlineData(@"m,uni\t=u id=""x""", @"1 event metric=m id=x " + Now + @" unknown:uni\t")]
    [InlineData(@"m,\ unit=u id=""x""", "1 event metric=m id=x " + Now + " unknown: unit")]
    [InlineData(@"m,unit=c:\dir id=""x""", @"1 event metric=m unit=c:\dir id=x " + Now)]
    [InlineData(@"m,unit=a\\,category=c id=""x""", "1 bad_line")]
    [InlineData(@"m id=""say \""hi\"", \\ and \n""", @"1 event metric=m id=say ""hi"", \ and \n " + Now)]
    [InlineData("m id=\"a, b=c d\"", "1 event metric=m id=a, b=c d " + Now)]
    [InlineData("m id=\"\"", "1 event metric=m id= " + Now)]
    [InlineData("警情,unit=云和 id=\"云\"", "1 event metric=警情 unit=云和 id=云 " + Now)]
    public void Escapes_AreResolvedAsInfluxDbDoes(string line, string expected) => Assert.Equal(expected, Assert.Single(RawLines.Of(line)));

    [Theory]
    [InlineData("5", "#5")]
    [InlineData("5i", "#5")]
    [InlineData("-5i", "#-5")]
    [InlineData("5u", "#5")]
    [InlineData("5.0", "#5")]
    [InlineData("5.", "#5")]
    [InlineData("5e0", "#5")]
    [InlineData("5e+0", "#5")]
    [InlineData("50E-1", "#5")]
    [InlineData("0.05e2", "#5")]
    [InlineData("1.2300e3", "#1230")]
    [InlineData("007", "#7")]
    [InlineData("+7", "#7")]
    [InlineData("-0.0", "#0")]
    [InlineData("0e999999999999", "#0")]
    [InlineData("100000000000000000", "#100000000000000000")]
    [InlineData("1e12", "#1000000000000")]
    [InlineData("5.5", "#5.5")]
    [InlineData(".5", "#.5")]
    [InlineData("5e-1", "#5e-1")]
    [InlineData("1e30", "#1e30")]
    [InlineData("1e99999999999999999999", "#1e99999999999999999999")]
    [InlineData("99999999999999999999i", "#99999999999999999999i")]
    [InlineData("t", "True")]
    [InlineData("T", "True")]
    [InlineData("true", "True")]
    [InlineData("True", "True")]
    [InlineData("TRUE", "True")]
    [InlineData("f", "False")]
    [InlineData("FALSE", "False")]
    [InlineData("\"5\"", "5")]
    public void Value_InEverySpelling_IsReadExactly(string value, string expected) =>
        Assert.Equal($"1 figure metric=m {ThisHour} count={expected}", Assert.Single(RawLines.Of($"m count={value}")));

    [Theory]
    [InlineData("tRUE")]
    [InlineData("yes")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("-5u")]
    [InlineData("i")]
    [InlineData("-i")]
    [InlineData("5ii")]
    [InlineData("5.0i")]
    [InlineData("0x1F")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("e5")]
    [InlineData("5e")]
    [InlineData("5e+")]
    [InlineData("5e1.5")]
    [InlineData("1,000")]
    [InlineData("5\"")]
    [InlineData("\"5")]
    [InlineData("\"5\"x")]
    [InlineData("\"5\\\"")]
    [InlineData("")]
    public void Value_OfNoKind_IsRefused(string value) => Assert.Equal("1 bad_line", Assert.Single(RawLines.Of($"m count={value}")));

    [Theory]
    [InlineData("m")]
    [InlineData("m ")]
    [InlineData("m,unit=u")]
    [InlineData("m,unit=u ")]
    [InlineData("m,unit= id=\"a\"")]
    [InlineData("m,unit id=\"a\"")]
    [InlineData("m,=u id=\"a\"")]
    [InlineData("m,unit=a=b id=\"a\"")]
    [InlineData("m,,unit=u id=\"a\"")]
    [InlineData("m, id=\"a\"")]
    [InlineData(",unit=u id=\"a\"")]
    [InlineData("m id")]
    [InlineData("m =\"a\"")]
    [InlineData("m id=\"a\",")]
    [InlineData("m id=\"a\",,count=1")]
    [InlineData("m id=\"a\", count=1")]
    [InlineData("m id=\"a\" 1 2")]
    [InlineData("m\\")]
    [InlineData("m id=\"a\\")]
    public void Line_OutOfTheGrammar_IsRefused(string line) => Assert.Equal("1 bad_line", Assert.Single(RawLines.Of(line)));

    [Theory]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("1x")]
    [InlineData("1,2")]
    [InlineData("--1")]
    [InlineData("2026-01-31T00:00:00Z")]
    [InlineData("9223372036854775808")]
    public void Timestamp_ThatIsNoInteger_IsRefused(string timestamp) =>
        Assert.StartsWith("1 bad_", Assert.Single(RawLines.Of($"m id=\"a\" {timestamp}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("n", "1769817600000000000")]
    [InlineData("ns", "1769817600999999999")]
    [InlineData("", "1769817600000000001")]
    [InlineData(null, "1769817600000000000")]
    [InlineData("u", "1769817600000001")]
    [InlineData("us", "1769817600000000")]
    [InlineData("µ", "1769817600000000")]
    [InlineData("μ", "1769817600000000")]
    [InlineData("ms", "1769817600999")]
    [InlineData("s", "1769817600")]
    [InlineData("m", "29496960")]
    [InlineData("h", "491616")]
    public void Timestamp_InEveryPrecision_IsTheSameSecond(string? precision, string timestamp)
    {
        Assert.True(LinePrecisions.TryParse(precision, out LinePrecision parsed));
        Assert.Equal("1 event metric=m id=a occurredAt=2026-01-31T00:00:00Z", Assert.Single(RawLines.Of($"m id=\"a\" {timestamp}", parsed)));
    }

    [Theory]
    [InlineData("d")]
    [InlineData("S")]
    [InlineData("seconds")]
    [InlineData(" ")]
    public void Precision_OfNoUnit_IsRefused(string text) => Assert.False(LinePrecisions.TryParse(text, out _));

    [Theory]
    [InlineData("-1", "1969-12-31T23:59:59Z")]
    [InlineData("-62135596800", "0001-01-01T00:00:00Z")]
    [InlineData("-62135596801", "0001-01-01T23:59:59Z")]
    [InlineData("9223372036854775807", "9999-12-31T15:30:07Z")]
    [InlineData("-9223372036854775808", "0001-01-01T08:29:52Z")]
    public void Timestamp_FarAway_StaysFarAway(string timestamp, string expected)
    {
        Assert.Equal($"1 event metric=m id=a occurredAt={expected}", Assert.Single(RawLines.Of($"m id=\"a\" {timestamp}", LinePrecision.Seconds)));
        Assert.StartsWith("1 figure metric=m period=0001-01-01T00 ", Assert.Single(RawLines.Of($"m count=1 {timestamp}", LinePrecision.Hours)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# a=\"comment\nm id=\"a\"", 2)]
    [InlineData("\n\r\n \t\nm id=\"a\"\r\n\r\n", 4)]
    [InlineData("  #x\n\tm id=\"a\"   \t\n#", 2)]
    public void Blanks_AndComments_AreNoRecordsButCountAsLines(string body, int line) => Assert.Equal($"{line} event metric=m id=a {Now}", Assert.Single(RawLines.Of(body)));

    [Fact]
    public void String_OverSeveralLines_IsOneRecordAndTheNextKeepsItsLine() => Assert.Equal(
        [$"1 event metric=m id=a\n\nb {Now}", $"4 event metric=m id=c {Now}"],
        RawLines.Of("m id=\"a\n\nb\"\nm id=\"c\"\n"));

    [Fact]
    public void Quote_ThatIsNotClosed_CostsItsOwnLineOnly()
    {
        Assert.Equal(["1 bad_line", $"2 event metric=m id=b {Now}"], RawLines.Of("m id=\"a 1\nm id=\"b\"\n"));
        Assert.Equal(["1 bad_line", $"2 figure metric=m {ThisHour} count=#1"], RawLines.Of("m id=\"a\nm count=1\n"));

        string many = string.Concat(Enumerable.Repeat("m count=1\n", 20_000));
        List<string> found = RawLines.Of("m id=\"a\n" + many);
        Assert.Equal("1 bad_line", found[0]);
        Assert.Equal(20_001, found.Count);
        Assert.Equal($"20001 figure metric=m {ThisHour} count=#1", found[^1]);
    }

    [Theory]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public void Line_OverTheLimit_IsRefusedByItself(int length, bool isTaken)
    {
        string line = "m,unit=u id=\"" + new string('x', length - "m,unit=u id=\"\"".Length) + "\"";
        Assert.Equal(length, line.Length);
        List<string> found = RawLines.Of(line + "\nm id=\"b\"\n");

        Assert.Equal(isTaken ? "1 event" : "1 bad_line", found[0][..(isTaken ? 7 : 10)]);
        Assert.Equal($"2 event metric=m id=b {Now}", found[1]);
        Assert.Equal(["1 bad_line", $"2 event metric=m id=b {Now}"], RawLines.Of(new string('x', 200_000) + "\nm id=\"b\""));
        Assert.Equal([$"2 event metric=m id=b {Now}"], RawLines.Of("#" + new string('x', 200_000) + "\nm id=\"b\""));
    }

    [Theory]
    [InlineData("m,source=a,source=b id=\"a\"", "1 event source=b metric=m id=a " + Now + " twice")]
    [InlineData("m id=\"a\",id=\"b\"", "1 event metric=m id=b " + Now + " twice")]
    [InlineData("m,name=x id=\"a\"", "1 event metric=m id=a " + Now + " unknown:name")]
    [InlineData("m value=1,other=2", "1 figure metric=m " + ThisHour + " unknown:value")]
    [InlineData("m id=\"a\",count=1", "1 event metric=m id=a " + Now + " unknown:count")]
    [InlineData("m,grain=day id=\"a\"", "1 event metric=m id=a " + Now + " unknown:grain")]
    [InlineData("m count=1,quantity=1", "1 figure metric=m " + ThisHour + " count=#1 unknown:quantity")]
    [InlineData("m,id=a count=1", "1 unknown_field id")]
    [InlineData("m unit=\"u\",count=1", "1 unknown_field unit")]
    [InlineData("m,grain=week count=1", "1 bad_time grain")]
    public void Names_OutOfPlace_AreNoted(string line, string expected) => Assert.Equal(expected, Assert.Single(RawLines.Of(line)));

    [Fact]
    public void Body_CutAtEveryByte_MeansTheSame()
    {
        byte[] body = Encoding.UTF8.GetBytes(
            "# c\r\nm\\,n,unit=云\\ 和 id=\"a\\\"\\\\\n\",quantity=5.0 1769817600000000000\r\n\n  bad line\nm id=\"open\nm count=12u 7\nm,unit=u\\ id=3\nm id=\"x\"y\nm withdrawn=true,id=\"z\" -1");
        List<string> whole = RawLines.Of(body, LinePrecision.Nanoseconds, int.MaxValue);
        Assert.Equal(7, whole.Count);
        for (int cut = 1; cut < body.Length; cut++)
        {
            Assert.Equal(whole, RawLines.Of(body, LinePrecision.Nanoseconds, cut, int.MaxValue));
        }

        for (int piece = 1; piece <= 9; piece++)
        {
            Assert.Equal(whole, RawLines.Of(body, LinePrecision.Nanoseconds, piece));
        }
    }
}
