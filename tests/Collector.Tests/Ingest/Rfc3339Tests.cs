using System.Text;
using FsCheck.Xunit;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Sources.Http;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1985-04-12T23:20:50.52Z", 482196050)]
    [InlineData("1996-12-19T16:39:57-08:00", 851042397)]
    [InlineData("2026-01-31t08:00:00.999999999999+08:00", 1769817600)]
    [InlineData("2026-01-31T00:00:00z", 1769817600)]
    [InlineData("2026-01-31T00:00:00-00:00", 1769817600)]
    [InlineData("2026-01-31T23:59:00+23:59", 1769817600)]
    [InlineData("2024-02-29T00:00:00Z", 1709164800)]
    [InlineData("2000-02-29T00:00:00Z", 951782400)]
    [InlineData("0000-03-01T00:00:00Z", -62162035200)]
    [InlineData("9999-12-31T23:59:59Z", 253402300799)]
    public void Time_WellFormed_IsItsUnixSecond(string text, long expected)
    {
        Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out long actual));
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T08:00:00")]
    [InlineData("2026-01-31T08:00Z")]
    [InlineData("2026-01-31 08:00:00Z")]
    [InlineData("2026-1-31T08:00:00Z0")]
    [InlineData("2026-02-29T08:00:00Z")]
    [InlineData("1900-02-29T08:00:00Z")]
    [InlineData("2026-04-31T08:00:00Z")]
    [InlineData("2026-00-01T08:00:00Z")]
    [InlineData("2026-13-01T08:00:00Z")]
    [InlineData("2026-01-00T08:00:00Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T08:60:00Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("2026-01-31T08:00:00.Z")]
    [InlineData("2026-01-31T08:00:00,5Z")]
    [InlineData("2026-01-31T08:00:00+8:00")]
    [InlineData("2026-01-31T08:00:00+0800")]
    [InlineData("2026-01-31T08:00:00+24:00")]
    [InlineData("2026-01-31T08:00:00+08:60")]
    [InlineData("2026-01-31T08:00:00Z ")]
    [InlineData(" 2026-01-31T08:00:00Z")]
    [InlineData("2026-01-31T08:00:00.123456")]
    [InlineData("２026-01-31T08:00:00Z")]
    [InlineData("+2026-01-31T08:00:00Z")]
    public void Time_OtherwiseSpelled_IsNone(string text) => Assert.False(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Property(MaxTest = 1000)]
    public void Time_WrittenByNodaTime_IsReadBack(int minutes, sbyte offsetMinutes)
    {
        OffsetDateTime written = Instant.FromUnixTimeSeconds(minutes * 37L).WithOffset(Offset.FromSeconds(offsetMinutes * 60));
        string text = OffsetDateTimePattern.Rfc3339.Format(written);

        Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out long seconds), text);
        Assert.Equal(minutes * 37L, seconds);
    }
}
