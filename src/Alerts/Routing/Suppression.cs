using NodaTime;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Silences;

namespace Tongbi.Alerts.Routing;

/// <summary>
/// Whether alerts may be told at a moment: not while another alert inhibits them, somebody has silenced them, or their severity is muted
/// at this hour. Their state goes on all the same. Immutable: one moment.
/// </summary>
public sealed class Suppression
{
    /// <summary>Takes the moment.</summary>
    /// <param name="settings">Inhibition, mute windows, zone.</param>
    /// <param name="silences">Silences, active or not.</param>
    /// <param name="firing">Labels of all alerts that fire.</param>
    /// <param name="silentMetrics">Metrics whose sources an <c>age</c> alert says are silent: what is computed from them is inhibited.</param>
    /// <param name="now">The moment.</param>
    public Suppression(NotifySettings settings, IReadOnlyList<Silence> silences, IReadOnlyList<Labels> firing, IReadOnlySet<string> silentMetrics, Instant now)
    {
        this.settings = settings;
        this.silences = silences;
        this.silentMetrics = silentMetrics;
        this.now = now;
        local = now.InZone(settings.Zone).LocalDateTime;
        sources = [.. settings.Inhibit.Select(rule => (rule, Sources: firing.Where(labels => Matcher.All(rule.Source, labels)).ToArray())).Where(pair => pair.Sources.Length > 0)];
    }

    /// <summary>Why an alert may not be told, as a stable word with the silence's or window's id; null if it may.</summary>
    /// <param name="labels">The alert's labels.</param>
    /// <param name="statistic">The statistic of its rule: one that tells of a silent source is never inhibited by it.</param>
    public string? ReasonFor(Labels labels, string statistic)
    {
        if (statistic != AgeStatistic && silentMetrics.Contains(labels["metric"]))
        {
            return "inhibited:silent-source";
        }

        if (sources.Any(pair => pair.Sources.Any(source => pair.Rule.Inhibits(source, labels))))
        {
            return "inhibited";
        }

        if (silences.FirstOrDefault(silence => silence.Mutes(labels, now)) is { } silence)
        {
            return "silenced:" + silence.Id;
        }

        return settings.Mute.FirstOrDefault(window => window.Mutes(labels["severity"], local)) is { } window ? "muted:" + window.Id : null;
    }

    /// <summary>The statistic of rules that watch the age of data.</summary>
    public const string AgeStatistic = "age";

    private readonly NotifySettings settings;
    private readonly IReadOnlyList<Silence> silences;
    private readonly IReadOnlySet<string> silentMetrics;
    private readonly IReadOnlyList<(InhibitRule Rule, Labels[] Sources)> sources;
    private readonly Instant now;
    private readonly LocalDateTime local;
}
