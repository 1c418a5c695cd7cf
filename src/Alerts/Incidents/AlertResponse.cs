using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>When people acted on one alert.</summary>
/// <param name="Alert">Id of the alert.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Worst">Gravest severity of its life.</param>
/// <param name="Fired">触发.</param>
/// <param name="Acknowledged">First 签收, or null.</param>
/// <param name="Feedback">First 反馈 from the acknowledgement on, or null.</param>
/// <param name="Cleared">解除 or 误报 by a person, from the feedback on, or null.</param>
/// <param name="IsOver">Whether it has resolved: nobody is expected to acknowledge it any more.</param>
/// <param name="Receivers">Who was told.</param>
public sealed record AlertResponse(string Alert, string Unit, Severity Worst, Instant Fired, Instant? Acknowledged, Instant? Feedback, Instant? Cleared, bool IsOver, IReadOnlyList<string> Receivers)
{
    /// <summary>
    /// How long a stage took. False in <c>Began</c> where it never began, or where the alert ended before anybody acted: that is nobody's
    /// slowness. Null in <c>Took</c> while it goes on.
    /// </summary>
    public (bool Began, Duration? Took) this[ResponseStage stage] => stage switch
    {
        ResponseStage.Acknowledge => Between(Fired, Acknowledged),
        ResponseStage.Feedback => Between(Acknowledged, Feedback),
        _ => Between(Feedback, Cleared),
    };

    private (bool Began, Duration? Took) Between(Instant? from, Instant? to) =>
        from is not { } began ? (false, null) : to is { } ended ? (true, ended - began) : (!IsOver, null);
}
