using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>
/// The properties of an Open XML file (title, language, version, times). Written by hand: the SDK's own way gives the part a random name
/// and the time of the machine.
/// </summary>
internal static class CoreProperties
{
    private const string Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Terms = "http://purl.org/dc/terms/";
    private const string Schema = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Writes the part; both times are those of the data.</summary>
    public static void Write(CoreFilePropertiesPart part, ReportHead head)
    {
        using Stream stream = part.GetStream(FileMode.Create);
        using XmlWriter writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement("cp", "coreProperties", Core);
        writer.WriteElementString("dc", "title", DublinCore, PlainText.Of(head.Title));
        writer.WriteElementString("dc", "subject", DublinCore, PlainText.Of(head.Period));
        writer.WriteElementString("dc", "creator", DublinCore, PlainText.Of(head.Unit));
        writer.WriteElementString("dc", "description", DublinCore, PlainText.Of(head.Footer));
        writer.WriteElementString("dc", "language", DublinCore, head.Language);
        Time(writer, "created", head.AsOf);
        Time(writer, "modified", head.AsOf);
        writer.WriteElementString("cp", "version", Core, head.Version.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndElement();
    }

    private static void Time(XmlWriter writer, string name, DateTimeOffset time)
    {
        writer.WriteStartElement("dcterms", name, Terms);
        writer.WriteAttributeString("xsi", "type", Schema, "dcterms:W3CDTF");
        writer.WriteString(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        writer.WriteEndElement();
    }
}
