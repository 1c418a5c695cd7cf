namespace Tongbi.Dashboard.Reports.Store;

/// <summary>Where a report is in its life. The numbers are stored: never change one.</summary>
internal enum ReportState
{
    /// <summary>草稿: its figures follow the newest data, people write their paragraphs.</summary>
    Draft = 1,

    /// <summary>已审核: its version is fixed; a paragraph written now makes it a draft again.</summary>
    Reviewed = 2,

    /// <summary>已发布: its files are kept as they were.</summary>
    Published = 3,

    /// <summary>已撤回: still on record; another may be made in its place.</summary>
    Withdrawn = 4,
}
