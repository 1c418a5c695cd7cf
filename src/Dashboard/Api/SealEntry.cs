using System.Globalization;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger.Seals;

namespace Tongbi.Dashboard.Api;

/// <summary>One act on a month's seal, as the API tells it.</summary>
/// <param name="Id">Identifier; approve with it.</param>
/// <param name="Month">Statistical month, <c>2026-02</c>.</param>
/// <param name="State">What it asks for: <c>closed locked open amendment</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ApprovedBy">The second person; null while it waits.</param>
/// <param name="ApprovedAt">When; null while it waits.</param>
/// <param name="Version">The version that the approval made; null while it waits.</param>
/// <param name="Hours">Of an amendment: how long it is open from its approval.</param>
/// <param name="ExpiresAt">Of an approved amendment: when it ends.</param>
internal sealed record SealEntry(
    long Id,
    string Month,
    string State,
    string Reason,
    string RequestedBy,
    string RequestedAt,
    string? ApprovedBy,
    string? ApprovedAt,
    long? Version,
    int? Hours,
    string? ExpiresAt)
{
    /// <summary>Writes an act out.</summary>
    public static SealEntry Of(SealAct act, Catalogue catalogue) => new(
        act.Id,
        MonthText(act.Span.Month),
        Word(act.Kind),
        act.Reason,
        act.RequestedBy,
        OfficeTime.Text(act.RequestedAt, catalogue),
        act.Approval?.By,
        act.Approval is { } approval ? OfficeTime.Text(approval.At, catalogue) : null,
        act.Approval?.Version,
        act.AmendFor is { } open ? (int)open.TotalHours : null,
        act is { Approval: { } approved, AmendFor: { } amending } ? OfficeTime.Text(approved.At + amending, catalogue) : null);

    /// <summary>A month number as text.</summary>
    public static string MonthText(int month) => string.Create(CultureInfo.InvariantCulture, $"{month / 12:0000}-{(month % 12) + 1:00}");

    /// <summary>The word for a state of a month.</summary>
    public static string Word(SealState state) => state switch
    {
        SealState.Closed => "closed",
        SealState.Locked => "locked",
        _ => "open",
    };

    private static string Word(SealKind kind) => kind switch
    {
        SealKind.Close => "closed",
        SealKind.Lock => "locked",
        SealKind.Amend => "amendment",
        _ => "open",
    };
}
