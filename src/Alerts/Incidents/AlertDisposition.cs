namespace Tongbi.Alerts.Incidents;

/// <summary>What a person made of an alert in the end.</summary>
public enum AlertDisposition
{
    /// <summary>Nobody has closed it.</summary>
    Open = 0,

    /// <summary>解除: dealt with.</summary>
    Cleared = 1,

    /// <summary>误报: it should not have been raised.</summary>
    FalseAlarm = 2,
}
