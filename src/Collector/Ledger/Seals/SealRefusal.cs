namespace Tongbi.Collector.Ledger.Seals;

/// <summary>Why an act was not recorded.</summary>
public enum SealRefusal
{
    /// <summary>There is no act of this id.</summary>
    UnknownAct,

    /// <summary>It was approved before.</summary>
    AlreadyApproved,

    /// <summary>Who asked may not approve: it takes two.</summary>
    SamePerson,

    /// <summary>The month is still running.</summary>
    MonthNotOver,

    /// <summary>The month is in that state already (judged when asking and again when approving).</summary>
    NothingToDo,

    /// <summary>Only a locked month needs an amendment.</summary>
    NotLocked,

    /// <summary>Too many acts wait for approval.</summary>
    TooManyPending,
}
