using System.Globalization;
using System.Security;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>The charts that lie on a sheet.</summary>
/// <param name="part">The sheet's drawing.</param>
internal sealed class XlsxDrawing(DrawingsPart part)
{
    private const long EmusOfMillimetre = 36_000;
    private readonly StringBuilder frames = new();
    private int count;

    /// <summary>Lays a chart on the sheet.</summary>
    /// <param name="chart">From <see cref="XlsxChart"/>.</param>
    /// <param name="words">For those who cannot see it.</param>
    /// <param name="column">Where its left edge is, counted from 0.</param>
    /// <param name="row">Where its upper edge is, counted from 0.</param>
    /// <param name="width">In millimetres.</param>
    /// <param name="height">In millimetres.</param>
    public void Add(string chart, string words, int column, int row, int width, int height)
    {
        count++;
        string id = "tbChart" + count.ToString(CultureInfo.InvariantCulture);
        using (Stream stream = part.AddNewPart<ChartPart>(id).GetStream(FileMode.Create))
        {
            stream.Write(Encoding.UTF8.GetBytes(chart));
        }

        frames.Append(CultureInfo.InvariantCulture, $"""
            <xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="{width * EmusOfMillimetre}" cy="{height * EmusOfMillimetre}"/><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{count + 1}" name="{id}" descr="{SecurityElement.Escape(PlainText.Of(words))}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{id}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>
            """);
    }

    /// <summary>Writes the drawing.</summary>
    public void Finish()
    {
        using Stream stream = part.GetStream(FileMode.Create);
        stream.Write(Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">{frames}</xdr:wsDr>
            """));
    }
}
