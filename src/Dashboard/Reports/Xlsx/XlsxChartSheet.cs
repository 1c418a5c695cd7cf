using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>A chart on its own sheet: the numbers, and beside them Excel's chart over them; a heat map is the numbers in colours.</summary>
internal static class XlsxChartSheet
{
    private const string DrawingId = "tbDrawing";

    /// <summary>The first row of numbers: before it caption and header.</summary>
    private const int FirstRow = 3;

    private const int Width = 170;
    private const string Current = "2E75B6";
    private const string Base = "A6A6A6";
    private const string Expected = "BDD7EE";
    private const string Limit = "C00000";
    private const string Rise = "C55A11";
    private const string Fall = "548235";

    private static readonly XlsxLook head = new() { Bold = true, Fill = "E7E6E6", Side = "center", Wraps = true, Bordered = true };
    private static readonly XlsxLook label = new() { Bordered = true, Side = "left" };
    private static readonly XlsxLook number = new() { Bordered = true, Format = "#,##0.######" };
    private static readonly XlsxLook whole = new() { Bordered = true, Format = "#,##0" };

    /// <summary>Writes the sheet.</summary>
    public static void Write(XlsxBook book, string name, ChartBlock chart)
    {
        ChartNumbers numbers = chart.Spec is WaterfallSpec waterfall ? Steps(waterfall, book.Words) : ChartNumbers.Of(chart.Spec);
        WorksheetPart part = book.AddSheet(name, titleRows: 2);
        using XlsxXml xml = new(part);
        XlsxSheet sheet = new(xml, book.Styles);
        bool heat = chart.Spec is HeatmapSpec;
        sheet.Begin(2, 1, [20, .. numbers.Columns.Select(column => heat ? 7.0 : Math.Max(10, column.Title.Length * 2.1))]);
        Numbers(sheet, book, chart, numbers);
        sheet.EndRows();
        if (heat)
        {
            Colours(xml, numbers);
        }

        string? drawing = null;
        if (!heat && numbers.Rows.Count > 0 && numbers.Columns.Count > 0)
        {
            drawing = DrawingId;
            XlsxDrawing charts = new(part.AddNewPart<DrawingsPart>(DrawingId));
            Draw(charts, name, chart, numbers, book.Document.Head.Language);
            charts.Finish();
        }

        book.End(sheet, landscape: true, drawing);
    }

    private static void Numbers(XlsxSheet sheet, XlsxBook book, ChartBlock chart, ChartNumbers numbers)
    {
        sheet.NextRow(24);
        sheet.Words(chart.Caption, new XlsxLook { Bold = true, Size = 14 });
        sheet.NextRow();
        sheet.Words(chart.Spec.ValueUnit.Length > 0 ? $"{book.Words["label"]} ({chart.Spec.ValueUnit})" : book.Words["label"], head);
        foreach (ChartColumn column in numbers.Columns)
        {
            sheet.Words(column.Title, head);
        }

        foreach (ChartRow row in numbers.Rows)
        {
            sheet.NextRow();
            sheet.Words(row.Label, label);
            foreach (decimal? value in row.Values)
            {
                if (value is { } known)
                {
                    sheet.Number(known, known == decimal.Truncate(known) ? whole : number);
                }
                else
                {
                    sheet.Blank(number); // unknown: a gap, never 0
                }
            }
        }

        foreach (string line in new[] { chart.Spec.Subtitle, chart.Spec.Footnote }.Where(line => line.Length > 0))
        {
            sheet.NextRow();
            sheet.Words(line, new XlsxLook { Size = 9, Ink = "595959" });
        }
    }

    private static void Draw(XlsxDrawing drawing, string sheet, ChartBlock block, ChartNumbers numbers, string language)
    {
        ChartSpec spec = block.Spec;
        string[] labels = [.. numbers.Rows.Select(row => row.Label)];
        XlsxChart chart = new(spec.Title, sheet, FirstRow, labels, spec.ValueUnit, language);
        int left = numbers.Columns.Count + 2;
        int height = Math.Max(80, (int)(Width * block.HeightShare));
        string words = ChartLayout.AlternativeText(block);
        switch (spec)
        {
            case RankingSpec:
                drawing.Add(chart.Bars([.. numbers.Columns.Select((column, place) => Series(numbers, place, column.Id == "base" ? Base : Current))], lying: true, stacked: false), words, left, 1, Width, Math.Max(height, 20 + (6 * labels.Length)));
                break;
            case SharesSpec:
                drawing.Add(chart.Ring(Series(numbers, 0, Current)), words, left, 1, Width, Math.Max(height, 100));
                break;
            case WaterfallSpec:
                drawing.Add(
                    chart.Bars([Series(numbers, 1, ""), Series(numbers, 2, Current), Series(numbers, 3, Rise), Series(numbers, 4, Fall)], lying: false, stacked: true),
                    words, left, 1, Width, height);
                break;
            case SmallMultiplesSpec multiples:
                Panels(drawing, sheet, multiples, numbers, left, language);
                break;
            default:
                drawing.Add(chart.Lines([.. numbers.Columns.Select((column, place) => Series(numbers, place, Ink(column.Id), column.Id != "value"))]), words, left, 1, Width, height);
                break;
        }
    }

    /// <summary>A small chart for each panel, three in a row, all on one scale.</summary>
    private static void Panels(XlsxDrawing drawing, string sheet, SmallMultiplesSpec multiples, ChartNumbers numbers, int left, string language)
    {
        const int InRow = 3, PanelWidth = 80, PanelHeight = 50, SheetColumns = 5, SheetRows = 10;
        string[] labels = [.. numbers.Rows.Select(row => row.Label)];
        decimal highest = numbers.Rows.SelectMany(row => row.Values).Max() ?? 0;
        int column = 0;
        for (int panel = 0; panel < multiples.Panels.Count; panel++)
        {
            TrendSpec spec = multiples.Panels[panel];
            List<XlsxSeries> series = [Series(numbers, column++, Current)];
            if (spec.Base is not null)
            {
                series.Add(Series(numbers, column++, Base, dashed: true));
            }

            XlsxChart chart = new(spec.Title, sheet, FirstRow, labels, multiples.ValueUnit, language);
            drawing.Add(chart.Lines(series, highest > 0 ? RoundedUp(highest) : null), spec.Title, left + (panel % InRow * SheetColumns), 1 + (panel / InRow * SheetRows), PanelWidth, PanelHeight);
        }
    }

    /// <summary>The end of a scale: the next of 1, 2, 5, 10, 20, 50…</summary>
    private static decimal RoundedUp(decimal value)
    {
        decimal step = 1;
        while (step * 10 < value)
        {
            step *= 10;
        }

        return Math.Ceiling(value / step) * step;
    }

    /// <summary>Excel has no waterfall that other programs read: bars stand on an invisible one that reaches to where they begin.</summary>
    private static ChartNumbers Steps(WaterfallSpec waterfall, LayoutWords words)
    {
        List<ChartRow> rows = [];
        decimal? level = waterfall.From.Value;
        rows.Add(new ChartRow(waterfall.From.Label, [level, null, level, null, null]));
        foreach (BarRow step in waterfall.Steps)
        {
            if (step.Value is not { } change || level is not { } before)
            {
                rows.Add(new ChartRow(step.Label, [step.Value, null, null, null, null]));
                level = null;
                continue;
            }

            level = before + change;
            rows.Add(new ChartRow(step.Label, [change, Math.Min(before, before + change), null, change > 0 ? change : null, change < 0 ? -change : null]));
        }

        rows.Add(new ChartRow(waterfall.To.Label, [waterfall.To.Value, null, waterfall.To.Value, null, null]));
        return new ChartNumbers(
            [new("value", words["step"]), new("hidden", words["hidden"]), new("total", words["total"]), new("rise", words["rise"]), new("fall", words["fall"])],
            rows);
    }

    private static void Colours(XlsxXml xml, ChartNumbers numbers)
    {
        if (numbers.Rows.Count == 0 || numbers.Columns.Count == 0)
        {
            return;
        }

        string last = XlsxSheet.Letters(numbers.Columns.Count) + (FirstRow + numbers.Rows.Count - 1).ToString(CultureInfo.InvariantCulture);
        xml.Start("conditionalFormatting", ("sqref", $"B{FirstRow.ToString(CultureInfo.InvariantCulture)}:{last}"));
        xml.Start("cfRule", ("type", "colorScale"), ("priority", 1));
        xml.Start("colorScale");
        xml.Empty("cfvo", ("type", "min"));
        xml.Empty("cfvo", ("type", "max"));
        xml.Empty("color", ("rgb", "FFFFFFFF"));
        xml.Empty("color", ("rgb", "FFED7D31"));
        xml.End();
        xml.End();
        xml.End();
    }

    private static XlsxSeries Series(ChartNumbers numbers, int place, string color, bool dashed = false) =>
        new(numbers.Columns[place].Title, place + 1, [.. numbers.Rows.Select(row => row.Values[place])], color, dashed);

    private static string Ink(string column) => column switch
    {
        "base" => Base,
        "low" or "high" => Expected,
        "threshold" => Limit,
        _ => Current,
    };
}
