using System.Globalization;
using System.Text.Json;
using Tongbi.Alerts.Delivery;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>A message about alerts as the API tells it: to whom, by what way, and what became of it. Never an address.</summary>
/// <param name="Id">Number, rising.</param>
/// <param name="Receiver">Receiver that was told.</param>
/// <param name="Channel">Channel, <c>leaders/0</c>.</param>
/// <param name="Kind">Kind of the channel.</param>
/// <param name="Reason">Why it was sent: first, newAlerts, allResolved, newlyResolved, repeat, escalation, watchdog.</param>
/// <param name="Alerts">Ids of the alerts in it.</param>
/// <param name="DigestOf">Messages that it stands for; 1 if it is no digest.</param>
/// <param name="State">waiting, leased, delivered, dead or merged.</param>
/// <param name="CreatedAt">When it was decided.</param>
/// <param name="DueAt">When it may go, or go again.</param>
/// <param name="DoneAt">When it was delivered or given up.</param>
/// <param name="MaybeDuplicate">Whether an attempt ended without anybody knowing how.</param>
/// <param name="IdempotencyKey">The same for every attempt.</param>
/// <param name="MergedInto">The digest that it became a part of.</param>
/// <param name="Attempts">Every attempt.</param>
internal sealed record MessageEntry(
    string Id,
    string Receiver,
    string Channel,
    string Kind,
    string Reason,
    IReadOnlyList<string> Alerts,
    int DigestOf,
    string State,
    string CreatedAt,
    string DueAt,
    string? DoneAt,
    bool MaybeDuplicate,
    string IdempotencyKey,
    string? MergedInto,
    IReadOnlyList<MessageEntry.AttemptEntry> Attempts)
{
    /// <summary>Writes a message out.</summary>
    public static MessageEntry Of(DeliveryEntry entry, Catalogue catalogue) => new(
        entry.Message.Id.ToString(CultureInfo.InvariantCulture),
        entry.Message.Receiver,
        entry.Message.Channel,
        entry.Message.Kind,
        JsonNamingPolicy.CamelCase.ConvertName(entry.Message.Content.Reason.ToString()),
        [.. entry.Message.Content.Alerts.Select(alert => alert.Id)],
        entry.Message.Content.DigestOf,
        JsonNamingPolicy.CamelCase.ConvertName(entry.Message.State.ToString()),
        OfficeTime.Text(entry.Message.Created, catalogue),
        OfficeTime.Text(entry.Message.Due, catalogue),
        entry.Message.Done is { } done ? OfficeTime.Text(done, catalogue) : null,
        entry.Message.Unclear,
        entry.Message.IdempotencyKey,
        entry.Message.MergedInto?.ToString(CultureInfo.InvariantCulture),
        [.. entry.Attempts.Select(attempt => new AttemptEntry(OfficeTime.Text(attempt.At, catalogue), JsonNamingPolicy.CamelCase.ConvertName(attempt.Outcome), attempt.Detail))]);

    /// <summary>An attempt.</summary>
    /// <param name="At">When it ended.</param>
    /// <param name="Outcome">delivered, failed, unclear, refused or merged.</param>
    /// <param name="Detail">What the far end said, or what went wrong.</param>
    internal sealed record AttemptEntry(string At, string Outcome, string Detail);
}
