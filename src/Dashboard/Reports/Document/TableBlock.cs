namespace Tongbi.Dashboard.Reports.Document;

/// <summary>A table. It may be longer than a page: the header repeats, rows are not cut.</summary>
public sealed record TableBlock : ReportBlock
{
    /// <summary>Stable within the report; ASCII; also the name of the CSV file's section.</summary>
    public required string Id { get; init; }

    /// <summary>With its number, as 表1 各类警情统计表.</summary>
    public required string Caption { get; init; }

    /// <summary>The name of the workbook's sheet, at most 31 characters and unique.</summary>
    public required string Sheet { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<ReportColumn> Columns { get; init; }

    /// <summary>The rows, each with as many cells as there are columns.</summary>
    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <summary>Small print under the table.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
