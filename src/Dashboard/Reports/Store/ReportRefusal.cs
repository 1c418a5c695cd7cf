namespace Tongbi.Dashboard.Reports.Store;

/// <summary>Why a step was not taken.</summary>
internal enum ReportRefusal
{
    /// <summary>It was taken.</summary>
    None,

    /// <summary>There is no such report.</summary>
    Unknown,

    /// <summary>There is one for this edition, period, unit and profile already.</summary>
    Exists,

    /// <summary>The report is not in a state for this step.</summary>
    WrongState,

    /// <summary>Somebody else wrote it meanwhile.</summary>
    WrittenMeanwhile,
}
