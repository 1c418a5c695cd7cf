using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Channels.Webhook;

/// <summary>Prometheus Alertmanager's two forms of alerts: the webhook's payload (version 4), and the list that <c>/api/v2/alerts</c> takes.</summary>
internal static class AlertmanagerPayload
{
    /// <summary>Version of the webhook's payload.</summary>
    private const string Version = "4";

    /// <summary>The webhook's payload.</summary>
    public static object Webhook(Notification message, string receiver)
    {
        // A note of the program about itself has no alert; Alertmanager's readers expect one.
        IReadOnlyList<NotifiedAlert> told = message is { Alerts.Count: 0, Note: not null } ? [NoteAlert.Of(message)] : message.Alerts;
        var alerts = told.Select(alert => new
        {
            status = alert.Firing ? "firing" : "resolved",
            labels = LabelsOf(alert),
            annotations = Annotations(alert),
            startsAt = Text(alert.StartsAt),
            endsAt = alert.EndsAt is { } ended ? Text(ended) : NoEnd,
            generatorURL = alert.Link ?? "",
            fingerprint = alert.Id,
        }).ToArray();
        return new
        {
            version = Version,
            groupKey = message.GroupKey,
            truncatedAlerts = message.Truncated,
            status = told.Any(alert => alert.Firing) ? "firing" : "resolved",
            receiver,
            groupLabels = Named(message.GroupLabels),
            commonLabels = Common(alerts.Select(alert => alert.labels)),
            commonAnnotations = Common(alerts.Select(alert => alert.annotations)),
            externalURL = message.Alerts.FirstOrDefault(alert => alert.Link is not null)?.Link ?? "",
            alerts,
        };
    }

    /// <summary>The list that <c>/api/v2/alerts</c> takes. A firing alert is given until when it holds, so that one that is told no more ends by itself.</summary>
    /// <param name="message">The message.</param>
    /// <param name="holdsUntil">End of firing alerts.</param>
    public static object Alerts(Notification message, Instant holdsUntil) => (message is { Alerts.Count: 0, Note: not null } ? [NoteAlert.Of(message)] : message.Alerts).Select(alert => new
    {
        labels = LabelsOf(alert),
        annotations = Annotations(alert),
        startsAt = Text(alert.StartsAt),
        endsAt = Text(alert.EndsAt ?? holdsUntil),
        generatorURL = alert.Link ?? "",
    }).ToArray();

    private static Dictionary<string, string> LabelsOf(NotifiedAlert alert)
    {
        Dictionary<string, string> labels = Named(alert.Labels);
        labels["alertname"] = alert.Rule;
        labels["severity"] = alert.Severity;
        return labels;
    }

    /// <summary>Labels without the rule, which stands as <c>alertname</c>, and without empty ones.</summary>
    private static Dictionary<string, string> Named(IReadOnlyDictionary<string, string> labels)
    {
        Dictionary<string, string> named = labels.Where(label => label.Key != "rule" && label.Value.Length > 0).ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
        if (labels.TryGetValue("rule", out string? rule))
        {
            named["alertname"] = rule;
        }

        return named;
    }

    private static Dictionary<string, string> Annotations(NotifiedAlert alert)
    {
        Dictionary<string, string> annotations = new(StringComparer.Ordinal) { ["summary"] = alert.Summary, ["summary_en"] = alert.SummaryEn };
        Add("value", alert.Value);
        Add("base", alert.Base);
        Add("rate", alert.Rate);
        Add("threshold", alert.Threshold);
        return annotations;

        void Add(string name, decimal? number)
        {
            if (number is { } known)
            {
                annotations[name] = known.ToString("0.############################", CultureInfo.InvariantCulture);
            }
        }
    }

    private static Dictionary<string, string> Common(IEnumerable<Dictionary<string, string>> all)
    {
        Dictionary<string, string>? common = null;
        foreach (Dictionary<string, string> one in all)
        {
            common = common is null ? new(one, StringComparer.Ordinal) : common.Where(pair => one.GetValueOrDefault(pair.Key) == pair.Value).ToDictionary(StringComparer.Ordinal);
        }

        return common ?? [];
    }

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>What Alertmanager writes for an end that is not known.</summary>
    private const string NoEnd = "0001-01-01T00:00:00Z";
}
