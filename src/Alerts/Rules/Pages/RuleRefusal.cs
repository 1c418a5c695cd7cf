namespace Tongbi.Alerts.Rules.Pages;

/// <summary>Why a person's change of a rule was not taken.</summary>
public enum RuleRefusal
{
    /// <summary>There is no rule of this id.</summary>
    Unknown,

    /// <summary>A file defines it; files are changed where they stand.</summary>
    InFile,

    /// <summary>There is one of this id already.</summary>
    Exists,

    /// <summary>Somebody else changed it in the meantime.</summary>
    Changed,

    /// <summary>It has mistakes.</summary>
    Invalid,
}
