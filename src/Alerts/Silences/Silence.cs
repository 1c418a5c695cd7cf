using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Silences;

/// <summary>Somebody's word that alerts with certain labels are not to be told for a while. They keep their state.</summary>
/// <param name="Id">Id.</param>
/// <param name="Matchers">Conditions, all of which must be met.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends, excluded.</param>
/// <param name="CreatedBy">Who said so.</param>
/// <param name="Comment">Why.</param>
/// <param name="UpdatedAt">When it was made or last changed.</param>
public sealed record Silence(string Id, IReadOnlyList<SilenceMatcher> Matchers, Instant StartsAt, Instant EndsAt, string CreatedBy, string Comment, Instant UpdatedAt)
{
    /// <summary>pending, active or expired at a moment, in Alertmanager's words.</summary>
    public string StateAt(Instant now) => now < StartsAt ? "pending" : now < EndsAt ? "active" : "expired";

    /// <summary>Whether it keeps an alert with these labels from being told now.</summary>
    public bool Mutes(Labels labels, Instant now) => now >= StartsAt && now < EndsAt && Matchers.All(matcher => matcher.Matches(labels));

    /// <summary>Whether conditions hold for an alert, whatever the time.</summary>
    public static bool Holds(IReadOnlyList<SilenceMatcher> matchers, AlertLabels labels)
    {
        Labels named = NotifiedAlerts.LabelsOf(labels);
        return matchers.All(matcher => matcher.Matches(named));
    }
}
