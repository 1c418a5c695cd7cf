using System.Globalization;
using System.Text;
using NodaTime;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>
/// Reads a sheet row by row: the cells that are not empty, each as the text that it stands for. Rows without such cells are passed over.
/// Not thread-safe.
/// </summary>
/// <param name="part">The sheet's part; the caller keeps it.</param>
/// <param name="workbook">What its cells refer to.</param>
/// <param name="takesFormulas">Whether the last computed value of a formula is taken for a value.</param>
internal sealed class SheetRows(XmlPart part, Workbook workbook, bool takesFormulas)
{
    /// <summary>Columns that a sheet has at most.</summary>
    public const int MaximumColumns = 16_384;

    /// <summary>Number of the row as the spreadsheet shows it, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The row's cells in the order of the file.</summary>
    public IReadOnlyList<SheetCell> Cells => cells;

    /// <summary>The texts of the cells.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.Written;

    /// <summary>Whether the row has more text than any record.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The text of a cell.</summary>
    public ReadOnlySpan<byte> TextOf(SheetCell cell) => bytes.Written.Slice(cell.Start, cell.Length);

    /// <summary>Goes to the next row that is not blank; false at the end of the sheet.</summary>
    public bool Next()
    {
        while (part.MoveToTag())
        {
            if (part.Name == "sheetData" && (!part.IsStart || part.IsEmpty))
            {
                return false;
            }

            if (part.Name == "row" && part.IsStart)
            {
                ReadRow();
                if (cells.Count > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void ReadRow()
    {
        bytes.Clear();
        cells.Clear();
        IsTooLong = false;
        Number = long.TryParse(part.Attribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out long given) && given > Number ? given : Number + 1;
        column = -1;
        if (part.IsEmpty)
        {
            return;
        }

        int depth = part.Depth;
        while (part.MoveToTag() && part.Depth > depth)
        {
            if (part.Name == "c" && part.IsStart)
            {
                ReadCell();
            }
        }
    }

    private void ReadCell()
    {
        column = ColumnOf(part.Attribute("r")) ?? column + 1;
        if (column >= MaximumColumns)
        {
            throw new FileFaultException(FileFault.BadFile, "The workbook names a column that no spreadsheet has.");
        }

        string type = part.Attribute("t") ?? "n";
        bool hasStyle = int.TryParse(part.Attribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int style);
        value.Clear();
        bool isFormula = !part.IsEmpty && ReadContent();
        int start = bytes.Length;
        CellFault fault = isFormula && !takesFormulas ? CellFault.Formula : Append(type, hasStyle && workbook.Formats.IsDate(style));
        int length = bytes.Length - start;
        if (length > 0 || fault != CellFault.None)
        {
            cells.Add(new SheetCell(column, start, length, fault));
            IsTooLong |= bytes.Length > IBodyParser.MaxRecordBytes;
        }

        if (IsTooLong)
        {
            // The row is refused for its length; what else is in it does not matter.
            bytes.Truncate(start);
            cells[^1] = new SheetCell(column, start, 0, CellFault.Unreadable);
        }
    }

    // Gathers the value; answers whether the cell is computed.
    private bool ReadContent()
    {
        bool isFormula = false;
        int depth = part.Depth;
        while (part.MoveToTag() && part.Depth > depth)
        {
            if (!part.IsStart)
            {
                continue;
            }

            switch (part.Name)
            {
                case "f":
                    isFormula = true;
                    part.Skip();
                    break;
                case "v" or "t":
                    part.ReadText(Gather);
                    break;
                case "rPh":
                    part.Skip();
                    break;
            }
        }

        return isFormula;
    }

    private CellFault Append(string type, bool isDate)
    {
        if (value.Length == 0)
        {
            return CellFault.None;
        }

        switch (type)
        {
            case "s":
                if (!int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || !workbook.Texts.TryGet(number, out ReadOnlySpan<byte> text))
                {
                    return CellFault.Unreadable;
                }

                bytes.Append(text.Trim(Blanks));
                return CellFault.None;
            case "e":
                return CellFault.Error;
            case "b":
                bytes.Append(value.ToString() is "1" or "true" ? "true"u8 : "false"u8);
                return CellFault.None;
            case "n":
                return AppendNumber(value.ToString(), isDate);
            case "d" or "str" or "inlineStr":
                bytes.Append(Encoding.UTF8.GetBytes(value.ToString().Trim()));
                return CellFault.None;
            default:
                return CellFault.Unreadable;
        }
    }

    private CellFault AppendNumber(string written, bool isDate)
    {
        if (!double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
        {
            return CellFault.Unreadable;
        }

        if (isDate)
        {
            if (!SerialDate.TryRead(number, workbook.Is1904, out LocalDateTime time))
            {
                return CellFault.BadDate;
            }

            bytes.Append(Encoding.ASCII.GetBytes(SerialDate.ToText(time)));
            return CellFault.None;
        }

        if (Math.Abs(number) >= FirstLostNumber)
        {
            return CellFault.LostDigits;
        }

        string text = number == Math.Floor(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("0.###############", CultureInfo.InvariantCulture);
        bytes.Append(Encoding.ASCII.GetBytes(text));
        return CellFault.None;
    }

    private void Gather(string piece)
    {
        if (value.Length <= IBodyParser.MaxRecordBytes)
        {
            value.Append(piece);
        }
    }

    private static int? ColumnOf(string? reference)
    {
        int found = 0;
        foreach (char letter in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter) || found > MaximumColumns)
            {
                break;
            }

            found = (found * 26) + (letter - 'A' + 1);
        }

        return found > 0 ? found - 1 : null;
    }

    private const double FirstLostNumber = 1e15;

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private readonly RowBytes bytes = new();
    private readonly List<SheetCell> cells = [];
    private readonly StringBuilder value = new();
    private int column = -1;
}
