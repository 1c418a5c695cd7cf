using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>Closing, locking and amending months: one person asks, a second one approves.</summary>
public static class SealEndpoints
{
    /// <summary>Maps <c>/api/v1/seals</c>.</summary>
    public static IEndpointRouteBuilder MapSeals(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/seals").WithTags("Seals");
        group.MapGet("", List)
            .RequireAuthorization(Policies.Read)
            .WithSummary("Which months are closed or locked, and every act with reason and persons.")
            .Produces<SealList>()
            .WithQuery([])
            .WithQueryProblems();
        group.MapPost("", RequestAsync)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Ask to close, lock, open or amend a month; in force once a second person approves.")
            .Produces<SealEntry>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithQueryProblems();
        group.MapPost("/{id}/approve", ApproveAsync)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Approve as the second person; from then on it is in force.")
            .Produces<SealEntry>()
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithQueryProblems();
        return routes;
    }

    private static Ok<SealList> List(HttpRequest request, ILedger ledger, ISealBook book, ICatalogueSource catalogues, TimeProvider time)
    {
        _ = new QueryReader(request, []);
        Catalogue catalogue = catalogues.Current;
        SealBook seals = book.Seals;
        Instant now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return TypedResults.Ok(new SealList(
            ledger.Version,
            [.. seals.Ruling.Select(act => Month(act, seals, now, catalogue))],
            [.. seals.Acts.Select(act => SealEntry.Of(act, catalogue))]));
    }

    private static async Task<IResult> RequestAsync(NewSeal wanted, ClaimsPrincipal caller, ISealBook book, ICatalogueSource catalogues, CancellationToken cancellationToken)
    {
        Catalogue catalogue = catalogues.Current;
        SealKind kind = SealTexts.ReadState(wanted.State);
        SealRequest request = new(
            kind,
            SealTexts.ReadMonth(wanted.Month, catalogue.Calendar),
            SealTexts.ReadReason(wanted.Reason),
            caller.ActorName(),
            SealTexts.ReadHours(kind, wanted.Hours));
        return await AnswerAsync(
            () => book.RequestAsync(request, cancellationToken),
            act => Results.Created("/api/v1/seals/" + act.Id.ToString(CultureInfo.InvariantCulture), SealEntry.Of(act, catalogue)));
    }

    private static Task<IResult> ApproveAsync(long id, ClaimsPrincipal caller, ISealBook book, ICatalogueSource catalogues, CancellationToken cancellationToken) =>
        AnswerAsync(() => book.ApproveAsync(id, caller.ActorName(), cancellationToken), act => Results.Ok(SealEntry.Of(act, catalogues.Current)));

    private static async Task<IResult> AnswerAsync(Func<Task<SealOutcome>> ask, Func<SealAct, IResult> answer)
    {
        try
        {
            SealOutcome outcome = await ask();
            if (outcome.Act is { } act)
            {
                return answer(act);
            }

            (int status, string code, string detail) = SealTexts.Of(outcome.Refusal ?? SealRefusal.UnknownAct);
            return Problems.Result(status, code, detail);
        }
        catch (LedgerUnavailableException unavailable)
        {
            return Problems.Result(StatusCodes.Status503ServiceUnavailable, "ledger_unavailable", unavailable.Message);
        }
    }

    private static SealedMonth Month(SealAct ruling, SealBook seals, Instant now, Catalogue catalogue)
    {
        Instant? until = seals.StateOf(ruling.Span.Month) == SealState.Locked
            ? seals.AmendmentsAt(ruling.Span.Month, now).Max(act => act.Approval?.At + act.AmendFor)
            : null;
        return new SealedMonth(
            SealEntry.MonthText(ruling.Span.Month),
            SealEntry.Word(seals.StateOf(ruling.Span.Month)),
            ruling.Id,
            seals.BaselineOf(ruling.Span.Month)?.Approval?.Version,
            until is { } open ? OfficeTime.Text(open, catalogue) : null);
    }

    /// <summary>A seal that is wanted.</summary>
    /// <param name="Month">Statistical month, <c>2026-02</c>.</param>
    /// <param name="State"><c>closed locked open amendment</c>.</param>
    /// <param name="Reason">Why; 1 to 500 characters, no personal data.</param>
    /// <param name="Hours">Of an amendment: how long it is open from its approval, 1 to 168; default 24.</param>
    internal sealed record NewSeal(string Month, string State, string Reason, int? Hours = null);

    /// <summary>All seals.</summary>
    /// <param name="Version">Version of the data set.</param>
    /// <param name="Months">Months that were ever sealed, oldest first.</param>
    /// <param name="Items">Every act, in the order of asking.</param>
    internal sealed record SealList(long Version, IReadOnlyList<SealedMonth> Months, IReadOnlyList<SealEntry> Items);

    /// <summary>A month's state.</summary>
    /// <param name="Month">Statistical month.</param>
    /// <param name="State"><c>open closed locked</c>.</param>
    /// <param name="Seal">Id of the act that rules it.</param>
    /// <param name="Version">Version that holds the figures first closed or locked; restatements are told against it. Null where it is open.</param>
    /// <param name="AmendableUntil">Until when changes are let into a locked month; null = they are not.</param>
    internal sealed record SealedMonth(string Month, string State, long Seal, long? Version, string? AmendableUntil);
}
