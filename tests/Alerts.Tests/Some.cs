using NodaTime;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Messages;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Tests;

/// <summary>Valid objects, of which a test changes what matters.</summary>
internal static class Some
{
    public static readonly Instant Morning = Instant.FromUtc(2026, 11, 23, 1, 0);

    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    public static NotifiedAlert Notified(string id = "7", string severity = "red", bool firing = true) => new()
    {
        Id = id,
        Rule = "vice-yoy",
        Name = "黄赌毒线索警情同比上升",
        NameEn = "Vice leads up on last year",
        Severity = severity,
        Firing = firing,
        Labels = new Dictionary<string, string> { ["rule"] = "vice-yoy", ["metric"] = "incident.vice_lead", ["unit"] = "PS01", ["severity"] = severity },
        Place = new AlertPlace("黄赌毒线索警情", "Vice leads", "浮云所", "Fuyun", "", ""),
        Summary = "浮云所黄赌毒线索警情本月累计271起,上年同期206起,同比上升31.55%",
        SummaryEn = "Fuyun: 271 vice leads this month against 206, up 31.55%",
        Statistic = "rate",
        Value = 0.3155m,
        Current = 271m,
        Base = 206m,
        Rate = 0.3155m,
        Threshold = 0.3m,
        DataTime = Morning,
        StartsAt = Morning,
        EndsAt = firing ? null : Morning + Duration.FromHours(1),
    };

    public static Notification Message(params NotifiedAlert[] alerts) => new Notification
    {
        Reason = SendReason.First,
        Receiver = "leaders",
        GroupKey = "0:leaders{rule=\"vice-yoy\"}",
        GroupLabels = new Dictionary<string, string> { ["rule"] = "vice-yoy" },
        Alerts = [],
        At = Morning,
    }.WithAlerts(alerts.Length > 0 ? alerts : [Notified()]);

    public static Receiver Receiver(params ChannelSettings[] channels) => new("leaders", channels, null, null, null, MessageProfile.Full, "zh");

    public static ChannelMessage ChannelMessage(ChannelSettings channel, Notification? message = null, Receiver? receiver = null)
    {
        receiver ??= Receiver(channel);
        message ??= Message();
        return new ChannelMessage(channel, receiver, message, MessageText.Of(message, receiver, Zone, maybeDuplicate: false, simulated: false), "0123456789abcdef", null, Morning);
    }

    public static Alert Alert(string rule = "vice-yoy", string unit = "PS01", Severity severity = Severity.Red, string statistic = "rate", string metric = "incident.vice_lead") => new()
    {
        Id = "",
        Labels = new AlertLabels(rule, metric, unit, "", severity, "intel"),
        Name = rule,
        NameEn = rule,
        Statistic = statistic,
        Period = "mtd",
        State = AlertState.Firing,
        Worst = severity,
        Sequence = 1,
        ActiveAt = Morning,
        StartsAt = Morning,
        ChangedAt = Morning,
        Figures = AlertFigures.None,
        Summary = "摘要",
        SummaryEn = "summary",
    };
}
