namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>What must be known of a workbook before the rows of one of its sheets can be read.</summary>
/// <param name="Sheet">Name of the sheet's part.</param>
/// <param name="Is1904">Whether dates count from 1904.</param>
/// <param name="Texts">The texts that cells name by number.</param>
/// <param name="Formats">Which styles are dates.</param>
internal sealed record Workbook(string Sheet, bool Is1904, SharedTexts Texts, NumberFormats Formats)
{
    /// <summary>Reads it.</summary>
    /// <param name="package">The opened file.</param>
    /// <param name="sheet">Name of the sheet; null = the first that is a table of cells.</param>
    /// <param name="limits">What the workbook may at most be.</param>
    /// <exception cref="FileFaultException">It is no workbook, or has no such sheet.</exception>
    public static Workbook Read(WorkbookPackage package, string? sheet, WorkbookLimits limits)
    {
        string main = package.Relationships("").Values.FirstOrDefault(relationship => relationship.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target ?? "xl/workbook.xml";
        IReadOnlyDictionary<string, (string Target, string Type)> parts = package.Relationships(main);
        using XmlPart part = package.TryOpenDescription(main) ?? throw new FileFaultException(FileFault.BadFile, "The file is a ZIP but not a workbook (.xlsx).");
        string? chosen = null;
        bool is1904 = false;
        while (part.MoveToTag())
        {
            if (part.Name == "workbookPr" && part.IsStart)
            {
                is1904 = part.Attribute("date1904") is "1" or "true" or "on";
            }
            else if (part.Name == "sheet" && part.IsStart && chosen is null && (sheet is null || sheet == part.Attribute("name")))
            {
                chosen = part.RelationshipId() is { } id && parts.TryGetValue(id, out (string Target, string Type) found) && found.Type.EndsWith("/worksheet", StringComparison.Ordinal) ? found.Target : null;
            }
        }

        return chosen is null
            ? throw new FileFaultException(FileFault.BadFile, sheet is null ? "The workbook has no sheet." : $"The workbook has no sheet named '{sheet}'.")
            : new Workbook(chosen, is1904, ReadTexts(package, parts, limits), ReadFormats(package, parts));
    }

    private static SharedTexts ReadTexts(WorkbookPackage package, IReadOnlyDictionary<string, (string Target, string Type)> parts, WorkbookLimits limits)
    {
        if (Target(parts, "/sharedStrings") is not { } name || !package.Has(name))
        {
            return SharedTexts.None;
        }

        using XmlPart part = package.OpenData(name);
        return SharedTexts.Read(part, limits);
    }

    private static NumberFormats ReadFormats(WorkbookPackage package, IReadOnlyDictionary<string, (string Target, string Type)> parts)
    {
        using XmlPart? part = Target(parts, "/styles") is { } name ? package.TryOpenDescription(name) : null;
        return part is null ? NumberFormats.None : NumberFormats.Read(part);
    }

    private static string? Target(IReadOnlyDictionary<string, (string Target, string Type)> parts, string type) =>
        parts.Values.FirstOrDefault(part => part.Type.EndsWith(type, StringComparison.Ordinal)).Target;
}
