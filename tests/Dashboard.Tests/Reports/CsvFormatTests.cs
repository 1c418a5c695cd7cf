using System.Globalization;
using System.Text;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Csv;
using Tongbi.Dashboard.Reports.Document;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

public sealed class CsvFormatTests : ReportFormatCompliance
{
    private protected override IReportFormat Format(IChartPainter painter) => new CsvFormat();

    [Fact]
    public void Csv_BeginsWithBom_AndEndsEveryLineAsRfc4180Says()
    {
        byte[] file = Made(SomeReport.Document);
        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        string text = Encoding.UTF8.GetString(file);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Csv_ReadBack_HasEveryCellOfEveryTable()
    {
        List<string[]> lines = Lines(Made(SomeReport.Document));
        Assert.Equal(["table", "row", "label", "column", "title", "text", "value"], lines[0]);
        Assert.All(lines, line => Assert.Equal(7, line.Length));
        Dictionary<(string, string, string), string[]> byPlace = lines.Skip(1).ToDictionary(line => (line[0], line[1], line[3]));
        foreach (TableBlock table in SomeReport.Document.Blocks.OfType<TableBlock>())
        {
            for (int row = 0; row < table.Rows.Count; row++)
            {
                for (int column = 0; column < table.Columns.Count; column++)
                {
                    string[] line = byPlace[(table.Id, (row + 1).ToString(CultureInfo.InvariantCulture), table.Columns[column].Id)];
                    ReportCell cell = table.Rows[row].Cells[column];
                    Assert.Equal(cell.Text, line[5]);
                    Assert.Equal(cell.Value?.ToString(CultureInfo.InvariantCulture) ?? "", line[6]);
                }
            }
        }
    }

    [Fact]
    public void Csv_Chart_GivesItsNumbersAndLeavesTheUnknownEmpty()
    {
        List<string[]> lines = Lines(Made(SomeReport.Document));
        Assert.Equal(["trend", "1", "10-01", "value", "本年", "120", "120"], lines.First(line => line[0] == "trend"));
        Assert.Equal("", lines.Single(line => line[0] == "trend" && line[2] == "10-12" && line[3] == "value")[6]);
        Assert.Equal("−65", "−" + lines.Single(line => line[0] == "waterfall" && line[2] == "黄赌毒线索" && line[3] == "value")[6][1..]);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("\t=1", "' =1")]
    [InlineData("+25.06%", "+25.06%")]
    [InlineData("-6.26%", "-6.26%")]
    [InlineData("+1,234", "+1,234")]
    [InlineData("a=b", "a=b")]
    [InlineData("他说\"好\",走了", "他说\"好\",走了")]
    public void Csv_TextThatASpreadsheetWouldRun_IsKeptText(string text, string expected) =>
        Assert.Equal(expected, Lines(Made(SomeReport.Of(new ParagraphBlock(text))))[^1][5]);

    [Fact]
    public void Csv_WithheldCell_HasNoValue()
    {
        TableBlock table = SomeReport.ClassTable with { Rows = [new ReportRow([.. Enumerable.Repeat(new ReportCell("<5"), 8)])] };
        Assert.All(Lines(Made(SomeReport.Of(table))).Where(line => line[0] == "classes" && line[3] != "note"), line => Assert.Equal(("<5", ""), (line[5], line[6])));
    }

    /// <summary>A reader of its own, so that writer and reader do not share a mistake.</summary>
    private static List<string[]> Lines(byte[] file)
    {
        List<string[]> lines = [];
        List<string> line = [];
        StringBuilder field = new();
        bool inQuotes = false;
        string text = Encoding.UTF8.GetString(file)[1..];
        for (int place = 0; place < text.Length; place++)
        {
            char here = text[place];
            if (inQuotes)
            {
                if (here != '"')
                {
                    field.Append(here);
                }
                else if (place + 1 < text.Length && text[place + 1] == '"')
                {
                    field.Append('"');
                    place++;
                }
                else
                {
                    inQuotes = false;
                }
            }
            else if (here == '"')
            {
                inQuotes = true;
            }
            else if (here is ',' or '\r')
            {
                line.Add(field.ToString());
                field.Clear();
                if (here == '\r')
                {
                    lines.Add([.. line]);
                    line.Clear();
                    place++;
                }
            }
            else
            {
                field.Append(here);
            }
        }

        return lines;
    }
}
