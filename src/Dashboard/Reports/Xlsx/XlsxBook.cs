using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Layout;

namespace Tongbi.Dashboard.Reports.Xlsx;

/// <summary>A workbook that is being written: its sheets, their names and the looks of their cells.</summary>
internal sealed class XlsxBook : IDisposable
{
    private readonly List<(string Name, string Id, int TitleRows)> sheets = [];
    private readonly SpreadsheetDocument package;
    private readonly WorkbookPart workbook;

    /// <summary>Begins a workbook.</summary>
    public XlsxBook(ReportDocument document)
    {
        Document = document;
        Words = LayoutWords.Of(document.Head.Language);
        package = SpreadsheetDocument.Create(File, SpreadsheetDocumentType.Workbook);
        workbook = package.AddNewPart<WorkbookPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "tbBook");
        CoreProperties.Write(package.AddNewPart<CoreFilePropertiesPart>("tbCore"), document.Head);
    }

    /// <summary>The bytes; complete after <see cref="Finish"/>.</summary>
    public MemoryStream File { get; } = new();

    /// <summary>The report.</summary>
    public ReportDocument Document { get; }

    /// <summary>The words that the workbook adds itself.</summary>
    public LayoutWords Words { get; }

    /// <summary>The looks of all cells.</summary>
    public XlsxStyles Styles { get; } = new();

    /// <summary>Adds a sheet.</summary>
    /// <param name="name">Unique, from <see cref="XlsxNames"/>.</param>
    /// <param name="titleRows">How many rows are printed again on every page; 0 for none.</param>
    public WorksheetPart AddSheet(string name, int titleRows)
    {
        string id = "tbSheet" + (sheets.Count + 1).ToString(CultureInfo.InvariantCulture);
        sheets.Add((name, id, titleRows));
        return workbook.AddNewPart<WorksheetPart>(id);
    }

    /// <summary>Ends a sheet with the workbook's head and foot for printing.</summary>
    public void End(XlsxSheet sheet, bool landscape, string? drawing = null)
    {
        string foot = Document.Head.Footer.Replace("&", "&&", StringComparison.Ordinal);
        sheet.End(landscape, Document.Head.Watermark, $"&L&8{foot}&R&8{Words["page"]}", drawing);
    }

    /// <summary>Writes what holds the sheets together, and closes the package.</summary>
    public void Finish()
    {
        using (XlsxXml xml = new(workbook))
        {
            xml.Start("workbook");
            xml.Start("bookViews");
            xml.Empty("workbookView", ("activeTab", 0));
            xml.End();
            xml.Start("sheets");
            foreach ((int place, (string name, string id, _)) in sheets.Index())
            {
                xml.Empty("sheet", ("name", name), ("sheetId", place + 1), ("r:id", id));
            }

            xml.End();
            if (sheets.Any(sheet => sheet.TitleRows > 0))
            {
                xml.Start("definedNames");
                foreach ((int place, (string name, _, int rows)) in sheets.Index().Where(sheet => sheet.Item.TitleRows > 0))
                {
                    xml.Text("definedName", $"{XlsxNames.Quoted(name)}!$1:${rows.ToString(CultureInfo.InvariantCulture)}", ("name", "_xlnm.Print_Titles"), ("localSheetId", place));
                }

                xml.End();
            }

            xml.End();
        }

        Styles.Write(workbook.AddNewPart<WorkbookStylesPart>("tbStyles"));
        package.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        package.Dispose();
        File.Dispose();
    }
}
