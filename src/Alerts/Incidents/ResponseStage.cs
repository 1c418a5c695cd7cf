namespace Tongbi.Alerts.Incidents;

/// <summary>A stretch of time in which somebody is expected to act on an alert.</summary>
public enum ResponseStage
{
    /// <summary>触发→签收.</summary>
    Acknowledge,

    /// <summary>签收→反馈.</summary>
    Feedback,

    /// <summary>反馈→解除.</summary>
    Clear,
}
