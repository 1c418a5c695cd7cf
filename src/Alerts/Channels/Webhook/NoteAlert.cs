using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Channels.Webhook;

/// <summary>A note of the program about itself, in the form of an alert.</summary>
internal static class NoteAlert
{
    public static NotifiedAlert Of(Notification message)
    {
        string rule = message.GroupLabels.GetValueOrDefault("rule", "tongbi");
        return new NotifiedAlert
        {
            Id = message.GroupKey,
            Rule = rule,
            Name = message.Title ?? rule,
            NameEn = message.TitleEn ?? rule,
            Severity = "blue",
            Firing = true,
            Labels = new Dictionary<string, string> { ["rule"] = rule, ["severity"] = "blue" },
            Place = new AlertPlace("", "", "", "", "", ""),
            Summary = message.Note ?? "",
            SummaryEn = message.NoteEn ?? "",
            StartsAt = message.At,
            Link = message.Link,
        };
    }
}
