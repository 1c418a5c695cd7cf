namespace Tongbi.Dashboard.Reports.Pdf;

/// <summary>Where a row is in its table.</summary>
internal enum PdfRowRole
{
    /// <summary>The header: a thick line over it.</summary>
    Header,

    /// <summary>Any other.</summary>
    Middle,

    /// <summary>The last: a thick line under it.</summary>
    Last,
}
