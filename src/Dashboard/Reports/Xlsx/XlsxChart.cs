using System.Globalization;
using System.Security;
using System.Text;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>Excel's own charts over the numbers of a sheet.</summary>
/// <param name="title">Printed over the chart.</param>
/// <param name="sheet">The sheet with the numbers: labels in its first column, from <paramref name="firstRow"/>.</param>
/// <param name="firstRow">The first row of numbers, from 1; their titles are in the row before.</param>
/// <param name="labels">The labels.</param>
/// <param name="unit">The unit of the values; empty for none.</param>
/// <param name="language">The language of the words.</param>
internal sealed class XlsxChart(string title, string sheet, int firstRow, IReadOnlyList<string> labels, string unit, string language)
{
    private static readonly string[] partColors = ["4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47", "264478", "9E480E", "636363", "997300"];

    /// <summary>Curves; where a number is unknown there is a gap.</summary>
    /// <param name="series">The curves.</param>
    /// <param name="highest">The upper end of the scale, for charts that are to be compared; null to let Excel choose.</param>
    public string Lines(IReadOnlyList<XlsxSeries> series, decimal? highest = null)
    {
        StringBuilder body = new("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
        foreach ((int place, XlsxSeries one) in series.Index())
        {
            string dash = one.Dashed ? "<a:prstDash val=\"dash\"/>" : "";
            body.Append(Begin(place, one))
                .Append(CultureInfo.InvariantCulture, $"<c:spPr><a:ln w=\"{(one.Dashed ? 15875 : 25400)}\" cap=\"rnd\"><a:solidFill><a:srgbClr val=\"{one.Color}\"/></a:solidFill>{dash}<a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"none\"/></c:marker>")
                .Append(Data(one)).Append("<c:smooth val=\"0\"/></c:ser>");
        }

        body.Append("<c:marker val=\"1\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:lineChart>").Append(Axes(horizontal: false, lowest: "", highest));
        return Whole(body.ToString(), legend: series.Count > 1);
    }

    /// <summary>Bars: lying ones from top to bottom in the order of the rows, or standing ones.</summary>
    /// <param name="series">The series.</param>
    /// <param name="lying">Whether bars lie.</param>
    /// <param name="stacked">Whether series stand on each other; one without colour carries the others.</param>
    public string Bars(IReadOnlyList<XlsxSeries> series, bool lying, bool stacked)
    {
        StringBuilder body = new();
        body.Append(CultureInfo.InvariantCulture, $"<c:barChart><c:barDir val=\"{(lying ? "bar" : "col")}\"/><c:grouping val=\"{(stacked ? "stacked" : "clustered")}\"/><c:varyColors val=\"0\"/>");
        foreach ((int place, XlsxSeries one) in series.Index())
        {
            string fill = one.Color.Length == 0 ? "<a:noFill/><a:ln><a:noFill/></a:ln>" : $"<a:solidFill><a:srgbClr val=\"{one.Color}\"/></a:solidFill>";
            body.Append(Begin(place, one)).Append(CultureInfo.InvariantCulture, $"<c:spPr>{fill}</c:spPr><c:invertIfNegative val=\"0\"/>").Append(Data(one)).Append("</c:ser>");
        }

        body.Append(CultureInfo.InvariantCulture, $"<c:gapWidth val=\"60\"/>{(stacked ? "<c:overlap val=\"100\"/>" : "")}<c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>").Append(Axes(lying, lowest: lying && series.All(one => one.Values.All(value => value is not < 0)) ? "<c:min val=\"0\"/>" : "", highest: null));
        return Whole(body.ToString(), legend: series.Count > 1, hidden: series.Index().Where(one => one.Item.Color.Length == 0).Select(one => one.Index));
    }

    /// <summary>The parts of a whole as a ring.</summary>
    public string Ring(XlsxSeries series)
    {
        StringBuilder body = new("<c:doughnutChart><c:varyColors val=\"1\"/>");
        body.Append(Begin(0, series));
        for (int part = 0; part < labels.Count; part++)
        {
            body.Append(CultureInfo.InvariantCulture, $"<c:dPt><c:idx val=\"{part}\"/><c:bubble3D val=\"0\"/><c:spPr><a:solidFill><a:srgbClr val=\"{partColors[part % partColors.Length]}\"/></a:solidFill></c:spPr></c:dPt>");
        }

        body.Append("<c:dLbls><c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"1\"/><c:showBubbleSize val=\"0\"/><c:showLeaderLines val=\"0\"/></c:dLbls>");
        body.Append(Data(series)).Append("</c:ser><c:firstSliceAng val=\"0\"/><c:holeSize val=\"55\"/></c:doughnutChart>");
        return Whole(body.ToString(), legend: true);
    }

    private string Begin(int place, XlsxSeries series)
    {
        string column = XlsxSheet.Letters(series.Column);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<c:ser><c:idx val=\"{place}\"/><c:order val=\"{place}\"/><c:tx><c:strRef><c:f>{Escaped(XlsxNames.Quoted(sheet))}!${column}${firstRow - 1}</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{Escaped(series.Title)}</c:v></c:pt></c:strCache></c:strRef></c:tx>");
    }

    private string Data(XlsxSeries series)
    {
        StringBuilder data = new();
        data.Append(CultureInfo.InvariantCulture, $"<c:cat><c:strRef><c:f>{Range(0)}</c:f><c:strCache><c:ptCount val=\"{labels.Count}\"/>");
        foreach ((int place, string label) in labels.Index())
        {
            data.Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"{place}\"><c:v>{Escaped(label)}</c:v></c:pt>");
        }

        data.Append(CultureInfo.InvariantCulture, $"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{Range(series.Column)}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{labels.Count}\"/>");
        foreach ((int place, decimal? value) in series.Values.Index())
        {
            if (value is { } known)
            {
                data.Append(CultureInfo.InvariantCulture, $"<c:pt idx=\"{place}\"><c:v>{known}</c:v></c:pt>");
            }
        }

        return data.Append("</c:numCache></c:numRef></c:val>").ToString();
    }

    private string Range(int column)
    {
        string letters = XlsxSheet.Letters(column);
        return string.Create(CultureInfo.InvariantCulture, $"{Escaped(XlsxNames.Quoted(sheet))}!${letters}${firstRow}:${letters}${firstRow + Math.Max(labels.Count, 1) - 1}");
    }

    private string Axes(bool horizontal, string lowest, decimal? highest)
    {
        string order = horizontal ? "maxMin" : "minMax";
        string most = highest is { } limit ? string.Create(CultureInfo.InvariantCulture, $"<c:max val=\"{limit}\"/>") : "";
        string name = unit.Length == 0 ? "" : $"<c:title><c:tx><c:rich><a:bodyPr rot=\"0\"/><a:p><a:pPr><a:defRPr sz=\"900\" b=\"0\"/></a:pPr><a:r><a:rPr lang=\"{Language}\" sz=\"900\" b=\"0\"/><a:t>{Escaped(unit)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>";
        return $"""
            <c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/><c:axPos val="{(horizontal ? "l" : "b")}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="1002"/><c:crosses val="autoZero"/></c:catAx>
            <c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>{most}{lowest}</c:scaling><c:delete val="0"/><c:axPos val="{(horizontal ? "b" : "l")}"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>{name}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1001"/><c:crosses val="{(horizontal ? "max" : "autoZero")}"/></c:valAx>
            """;
    }

    private string Whole(string plot, bool legend, IEnumerable<int>? hidden = null)
    {
        string entries = string.Concat((hidden ?? []).Select(place => string.Create(CultureInfo.InvariantCulture, $"<c:legendEntry><c:idx val=\"{place}\"/><c:delete val=\"1\"/></c:legendEntry>")));
        string shown = legend ? $"<c:legend><c:legendPos val=\"b\"/>{entries}<c:overlay val=\"0\"/></c:legend>" : "";
        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="{Language}" sz="1200" b="1"/><a:t>{Escaped(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}</c:plotArea>{shown}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>
            """;
    }

    private string Language => LayoutWords.Of(language) == LayoutWords.English ? "en-US" : "zh-CN";

    private static string Escaped(string text) => SecurityElement.Escape(PlainText.Of(text));
}
