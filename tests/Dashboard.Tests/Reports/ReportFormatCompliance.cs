using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Document;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>What every format of a report promises.</summary>
public abstract class ReportFormatCompliance
{
    private protected PlainPainter Painter { get; } = new();

    private protected abstract IReportFormat Format(IChartPainter painter);

    private protected byte[] Made(ReportDocument document, ReportTemplate? look = null)
    {
        using MemoryStream output = new();
        Format(Painter).Write(document, look ?? ReportTemplate.Default, output, TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    [Fact]
    public void Format_SameReportTwice_GivesSameBytes() => Assert.Equal(Made(SomeReport.Document), Made(SomeReport.Document));

    [Fact]
    public void Format_OtherFigure_GivesOtherBytes()
    {
        ReportDocument other = SomeReport.Of(SomeReport.ClassTable with { Rows = [SomeReport.ClassTable.Rows[0]] });
        Assert.NotEqual(Made(SomeReport.Of(SomeReport.ClassTable)), Made(other));
    }

    [Fact]
    public void Format_ReportOfNothing_IsWritten() => Assert.NotEmpty(Made(SomeReport.Of()));

    [Fact]
    public void Format_OutputThatCannotSeek_IsEnough()
    {
        using MemoryStream kept = new();
        using (OneWayStream output = new(kept))
        {
            Format(Painter).Write(SomeReport.Of(SomeReport.ClassTable), ReportTemplate.Default, output, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Made(SomeReport.Of(SomeReport.ClassTable)).Length, kept.ToArray().Length, 200.0); // a zip file of unknown length has descriptors behind its parts
    }

    [Fact]
    public void Format_WhenCancelled_Stops()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Format(Painter).Write(SomeReport.Document, ReportTemplate.Default, Stream.Null, stop.Token));
    }

    [Fact]
    public void Format_LongTableCancelledMidway_StopsAtARow()
    {
        using CancellationTokenSource stop = new();
        TableBlock table = SomeReport.LongTable(2_000);
        TableBlock stopping = table with { Rows = new StoppingList<ReportRow>(table.Rows, 500, stop) };
        Assert.ThrowsAny<OperationCanceledException>(() => Format(Painter).Write(SomeReport.Of(stopping), ReportTemplate.Default, Stream.Null, stop.Token));
    }

    [Fact]
    public void Format_TextThatXmlCannotHold_IsWrittenWithoutIt() =>
        Assert.NotEmpty(Made(SomeReport.Of(new ParagraphBlock("警情\u0001平稳\ud800<b>&amp;\"\ufffe"), new HeadingBlock(1, "一、\u0007<概况>", "a&b"))));
}
