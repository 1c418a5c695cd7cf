using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Channels;

/// <summary>A message without counts, for machines outside the network: what the text's profile leaves out, the fields leave out too.</summary>
internal static class OutsideProfile
{
    public static Notification Of(Notification message) => message with
    {
        Alerts = [.. message.Alerts.Select(alert => alert with { Summary = alert.Name, SummaryEn = alert.NameEn, Value = null, Current = null, Base = null, Rate = null, Threshold = null })],
    };
}
