using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>Writes a part of a workbook element by element: a sheet of ten thousand rows is never in memory as a tree.</summary>
internal sealed class XlsxXml : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Stream stream;
    private readonly XmlWriter writer;

    /// <summary>Begins a part.</summary>
    public XlsxXml(OpenXmlPart part)
    {
        stream = part.GetStream(FileMode.Create);
        writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        writer.WriteStartDocument(standalone: true);
    }

    /// <summary>Begins an element.</summary>
    public void Start(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        writer.WriteStartElement(name, Main);
        foreach ((string attribute, object value) in attributes)
        {
            string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            if (attribute.StartsWith("r:", StringComparison.Ordinal))
            {
                writer.WriteAttributeString("r", attribute[2..], Relationships, text);
            }
            else
            {
                writer.WriteAttributeString(attribute, PlainText.Of(text));
            }
        }
    }

    /// <summary>Ends an element.</summary>
    public void End() => writer.WriteEndElement();

    /// <summary>An element without content.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        End();
    }

    /// <summary>An element with text only.</summary>
    public void Text(string name, string text, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        Start(name, attributes);
        string plain = PlainText.Of(text);
        if (plain.Length > 0 && (plain[0] == ' ' || plain[^1] == ' '))
        {
            writer.WriteAttributeString("xml", "space", null, "preserve");
        }

        writer.WriteString(plain);
        End();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Dispose();
        stream.Dispose();
    }
}
