using System.Globalization;
using System.Security;
using DocumentFormat.OpenXml.Wordprocessing;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>A chart as a picture in the line, as wide as the text, with words for those who cannot see it.</summary>
/// <param name="chart">The chart.</param>
/// <param name="number">Counts the pictures of the report from 1.</param>
/// <param name="textWidth">In twentieths of a point.</param>
internal sealed class DocxPicture(ChartBlock chart, int number, int textWidth)
{
    /// <summary>A twentieth of a point in the units of drawings.</summary>
    private const long EmusOfTwip = 635;

    /// <summary>Its relationship.</summary>
    public string RelationshipId => "tbPicture" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is asked of the painter: two pixels for each unit, which is 180 dots to the inch on A4.</summary>
    public ChartSize Size => new(ChartLayout.Width, ChartLayout.HeightOf(chart), 2);

    /// <summary>The drawing.</summary>
    public Drawing Element()
    {
        long width = textWidth * EmusOfTwip;
        long height = width * Size.Height / Size.Width;
        string extent = string.Create(CultureInfo.InvariantCulture, $"cx=\"{width}\" cy=\"{height}\"");
        string words = SecurityElement.Escape(PlainText.Of(ChartLayout.AlternativeText(chart)));
        string id = number.ToString(CultureInfo.InvariantCulture);
        return new Drawing($"""
            <w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
            <wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr id="{id}" name="{SecurityElement.Escape(PlainText.Of(chart.Id))}" descr="{words}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
            <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{id}" name="{SecurityElement.Escape(PlainText.Of(chart.Id))}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{RelationshipId}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>
            """);
    }
}
