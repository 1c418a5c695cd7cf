using System.Text.Json.Serialization;
using NodaTime;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Messages;

/// <summary>
/// A message to one receiver, frozen when it was decided: every channel and every attempt tells the same. Bounded: at most
/// <see cref="MaximumAlerts"/> alerts stand in it, the rest is a number.
/// </summary>
public sealed record Notification
{
    /// <summary>Most alerts in one message, worst first.</summary>
    public const int MaximumAlerts = 100;

    /// <summary>Why it is sent.</summary>
    public required SendReason Reason { get; init; }

    /// <summary>Id of the receiver as the route named it.</summary>
    public required string Receiver { get; init; }

    /// <summary>Key of the group, or what stands for it.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Labels by which the group was made.</summary>
    public required IReadOnlyDictionary<string, string> GroupLabels { get; init; }

    /// <summary>Alerts, worst first, firing before resolved.</summary>
    public required IReadOnlyList<NotifiedAlert> Alerts { get; init; }

    /// <summary>Alerts beyond <see cref="MaximumAlerts"/>.</summary>
    public int Truncated { get; init; }

    /// <summary>When it was decided.</summary>
    public required Instant At { get; init; }

    /// <summary>How many messages were put together into this one; 1 if it is none of several.</summary>
    public int DigestOf { get; init; } = 1;

    /// <summary>Message of the program about itself, in place of alerts.</summary>
    public string? Note { get; init; }

    /// <summary>The same in English.</summary>
    public string? NoteEn { get; init; }

    /// <summary>Title in place of that of a note, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The same in English.</summary>
    public string? TitleEn { get; init; }

    /// <summary>A file that goes with it, or null.</summary>
    public AttachedFile? File { get; init; }

    /// <summary>Where people find what the message is about, for channels that cannot carry the file; or null.</summary>
    public string? Link { get; init; }

    /// <summary>Whether any alert in it still fires.</summary>
    [JsonIgnore]
    public bool Firing => Alerts.Any(alert => alert.Firing);

    /// <summary>The worst severity among its firing alerts, else among all; empty if it has none.</summary>
    [JsonIgnore]
    public string Severity => (Alerts.FirstOrDefault(alert => alert.Firing) ?? (Alerts.Count > 0 ? Alerts[0] : null))?.Severity ?? "";

    /// <summary>Order of severities, worst last.</summary>
    public static int Rank(string severity) => severity switch { "red" => 4, "orange" => 3, "yellow" => 2, "blue" => 1, _ => 0 };

    /// <summary>Puts alerts into the order of a message and cuts what is too many.</summary>
    public Notification WithAlerts(IEnumerable<NotifiedAlert> alerts)
    {
        NotifiedAlert[] sorted = [.. alerts.OrderByDescending(alert => alert.Firing).ThenByDescending(alert => Rank(alert.Severity)).ThenBy(alert => alert.StartsAt).ThenBy(alert => alert.Id, StringComparer.Ordinal)];
        return this with { Alerts = [.. sorted.Take(MaximumAlerts)], Truncated = Truncated + Math.Max(0, sorted.Length - MaximumAlerts) };
    }
}
