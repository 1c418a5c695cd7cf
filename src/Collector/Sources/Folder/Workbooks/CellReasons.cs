using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>Why a row with a cell without a value is refused.</summary>
internal static class CellReasons
{
    /// <summary>The reason for a cell.</summary>
    /// <param name="fault">What is wrong with it.</param>
    /// <param name="column">Name of its column, as the folder's configuration spells it.</param>
    public static RefusalReason Of(CellFault fault, string column) => new(RefusalCode.BadCell, column, fault switch
    {
        CellFault.Formula => $"The cell under '{column}' is a formula; paste it as a value.",
        CellFault.Error => $"The cell under '{column}' shows an error; correct it in the workbook.",
        CellFault.LostDigits => $"The cell under '{column}' is a number of more than 15 digits, of which the rest is lost; format the column as text and fill it in again.",
        CellFault.BadDate => $"The cell under '{column}' is no date; correct it in the workbook.",
        _ => $"The cell under '{column}' cannot be read; fill it in again.",
    });
}
