using System.Xml;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>
/// One XML part of a workbook, read forwards, element by element, in bounded memory. Elements are told by their local names: the strict and
/// the usual form of a workbook differ only in namespaces. No DTD, no entities of its own, no depth that is not of this world.
/// </summary>
internal sealed class XmlPart : IDisposable
{
    /// <summary>Opens a part.</summary>
    /// <param name="content">Its bytes; closed with this.</param>
    /// <param name="limit">Most bytes after unpacking.</param>
    public XmlPart(Stream content, long limit)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            NameTable = new BoundedNameTable(),
        };
        reader = XmlReader.Create(new TagGuardStream(content, limit), settings);
    }

    /// <summary>Local name of the element at which the reader stands.</summary>
    public string Name => reader.LocalName;

    /// <summary>Whether the element at which the reader stands is empty: it has no end.</summary>
    public bool IsEmpty => reader.IsEmptyElement;

    /// <summary>Nesting of the node at which the reader stands.</summary>
    public int Depth => reader.Depth;

    /// <summary>An attribute by its local name without a namespace; null if it is absent.</summary>
    public string? Attribute(string name) => reader.GetAttribute(name);

    /// <summary>The <c>id</c> by which an element names a relationship: the only attribute with a namespace that matters.</summary>
    public string? RelationshipId()
    {
        string? found = null;
        while (reader.MoveToNextAttribute())
        {
            found = reader.LocalName == "id" && reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal) ? reader.Value : found;
        }

        reader.MoveToElement();
        return found;
    }

    /// <summary>Goes to the next element of this name; false if none follows.</summary>
    public bool MoveTo(string name)
    {
        while (Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next element or end of an element; false at the end of the part.</summary>
    public bool MoveToTag()
    {
        while (Read())
        {
            if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the reader stands at the beginning of an element.</summary>
    public bool IsStart => reader.NodeType == XmlNodeType.Element;

    /// <summary>Appends the text inside the element at which the reader stands, without that of elements inside it, and goes to its end.</summary>
    public void ReadText(Action<string> append)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        int depth = reader.Depth;
        while (Read() && reader.Depth > depth)
        {
            if (reader.Depth == depth + 1 && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                append(reader.Value);
            }
        }
    }

    /// <summary>Goes to the end of the element at which the reader stands.</summary>
    public void Skip()
    {
        if (!reader.IsEmptyElement)
        {
            int depth = reader.Depth;
            while (Read() && reader.Depth > depth)
            {
                // Each step is checked; the reader's own skipping is not.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private bool Read()
    {
        bool isMore = reader.Read();
        return reader.Depth <= MaximumDepth ? isMore : throw new FileFaultException(FileFault.UnsafeWorkbook, "The workbook is nested more deeply than any real one.");
    }

    private const int MaximumDepth = 64;

    private readonly XmlReader reader;
}
