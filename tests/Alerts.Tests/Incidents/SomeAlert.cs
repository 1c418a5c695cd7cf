using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Tests.Incidents;

/// <summary>Some alert and its steps.</summary>
internal static class SomeAlert
{
    public static Instant At { get; } = Instant.FromUtc(2026, 3, 2, 10, 30, 15);

    public static AlertTransition Fired(string unit = "N", Severity severity = Severity.Yellow, string rule = "some") => new()
    {
        Alert = new Alert
        {
            Id = "",
            Labels = new AlertLabels(rule, "incident", unit, "admin/gambling", severity, "intel"),
            Name = "某规则",
            NameEn = "Some rule",
            Statistic = "rate",
            Period = "mtd",
            Compare = "year",
            State = AlertState.Firing,
            Worst = severity,
            Sequence = 1,
            ActiveAt = At - Duration.FromMinutes(10),
            StartsAt = At,
            ChangedAt = At,
            Figures = new AlertFigures(0.2506m, 0.20m, 993, 794, 0.2506m, 2.753e-6, At - Duration.FromSeconds(40), 18),
            Summary = "【黄色预警】",
            SummaryEn = "[Yellow]",
        },
        Kind = TransitionKind.Fired,
        At = At,
        Reason = "threshold",
    };

    public static AlertTransition Resolved(Alert alert) => new()
    {
        Alert = alert with { State = AlertState.Resolved, EndsAt = At + Duration.FromHours(1), Sequence = alert.Sequence + 1, ChangedAt = At + Duration.FromHours(1) },
        Kind = TransitionKind.Resolved,
        FromState = alert.State,
        FromSeverity = alert.Severity,
        FromWorst = alert.Worst,
        At = At + Duration.FromHours(1),
        Reason = "back_under",
    };
}
