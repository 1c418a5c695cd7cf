using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>Alerts, their history, and what persons do with them.</summary>
public static class AlertEndpoints
{
    /// <summary>Most alerts of one answer.</summary>
    private const int MostAlerts = 10_000;

    /// <summary>Most messages told with one alert; <c>/api/v1/deliveries</c> has the rest.</summary>
    private const int MostDeliveries = 200;

    private static readonly QueryParameter State = new("state", "pending, firing or resolved. Default: all.", "firing");
    private static readonly QueryParameter SeverityParameter = new("severity", "blue, yellow, orange or red. Default: all.", "red");
    private static readonly QueryParameter Rule = new("rule", "Rule id. Default: all.", "vice-yoy");
    private static readonly QueryParameter Limit = new("limit", "Most alerts of the answer, the latest first. Default: 1000.", "1000");
    private static readonly QueryParameter Cursor = new("cursor", "The answer's next: goes on where the page before ended.", "17709483000000000-18");
    private static readonly IReadOnlyList<QueryParameter> Parameters = [State, QueryParameter.Unit, SeverityParameter, Rule, Limit, Cursor];

    private static readonly IReadOnlyDictionary<string, AlertState> States =
        Enum.GetValues<AlertState>().ToDictionary(AlertEntry.Word, StringComparer.Ordinal);

    /// <summary>Maps <c>/api/v1/alerts</c>.</summary>
    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/alerts").WithTags("Alerts").RequireAuthorization(Policies.Read);
        group.MapGet("", List)
            .WithSummary("Alerts at a unit and all below it, the latest first.")
            .Produces<AlertList>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        group.MapGet("/{id}", Describe)
            .WithSummary("One alert with everything that happened to it.")
            .Produces<AlertEntry>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery([])
            .WithQueryProblems();
        group.MapGet("/{id}/curve", Curve)
            .WithSummary("The figure that the alert's rule judges, hour by hour over its life and a day around it, with the thresholds in force.")
            .WithDescription("At most 240 points, from what is known today, by the rule as it is now.")
            .Produces<AlertCurveAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery([])
            .WithQueryProblems();
        MapAct(group, "acknowledge", "Acknowledge 签收: you take care; escalation ends until it grows graver than ever.", (desk, id, actor, act) => desk.Acknowledge(id, actor, act.Comment));
        MapAct(group, "feedback", "Report back 反馈 what was found or done.", (desk, id, actor, act) =>
            desk.GiveFeedback(id, actor, act.Comment ?? throw new QueryException("bad_comment", "comment", "comment is missing; write what was found or done, no personal data.")));
        MapAct(group, "clear", "Clear 解除: it is dealt with. One that still fires is ended only with force.", (desk, id, actor, act) => desk.Clear(id, actor, act.Comment, act.Force));
        MapAct(group, "false-alarm", "Call it a false alarm 误报: it ends, though its condition may go on.", (desk, id, actor, act) => desk.CallFalse(id, actor, act.Comment));
        return routes;
    }

    private static void MapAct(RouteGroupBuilder group, string name, string summary, Func<AlertDesk, string, string, AlertAct, DeskOutcome> act) => group
        .MapPost("/{id}/" + name, (string id, AlertAct? body, ClaimsPrincipal caller, AlertStore store, AlertDesk desk, ICatalogueSource catalogues) =>
        {
            Catalogue catalogue = catalogues.Current;
            if (store.Find(id) is not { } alert || !MayRead(caller, catalogue, alert))
            {
                return Refused(DeskRefusal.UnknownAlert);
            }

            // A screen has no hands: whoever stands before it signs in.
            if (caller.Identity?.AuthenticationType == Caller.Device)
            {
                return Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "A screen cannot act on alerts; sign in.");
            }

            DeskOutcome outcome = act(desk, id, caller.ActorName(), Checked(body ?? new AlertAct()));
            return outcome.Step is { } step ? Results.Ok(AlertEntry.Of(step.Alert, catalogue)) : Refused(outcome.Refusal ?? DeskRefusal.UnknownAlert);
        })
        .WithSummary(summary)
        .Produces<AlertEntry>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
        .WithQueryProblems();

    private static Ok<AlertList> List(HttpRequest request, ClaimsPrincipal caller, AlertStore store, AlertEngine engine, ILedger ledger, ICatalogueSource catalogues)
    {
        QueryReader query = new(request, Parameters);
        Catalogue catalogue = catalogues.Current;
        UnitNode unit = Selection.ReadUnit(query, catalogue, caller);
        int limit = (int)Math.Clamp(query.Whole(Limit, "bad_limit") ?? 1_000, 1, MostAlerts);
        AlertPlaceInList? after = query.One(Cursor) is not { } cursor ? null
            : AlertPlaceInList.Parse(cursor) ?? throw new QueryException("bad_cursor", "cursor", "cursor is not the next of an answer; leave it out to begin.");
        IReadOnlyList<Alert> alerts = store.List(new AlertQuery(Choice(query, State, States), Choice(query, SeverityParameter, SeverityWords.All), query.One(Rule), limit)
        {
            After = after,
            Units = unit.Parent is null ? null : catalogue.Units.Where(unit.Contains).Select(below => below.Code).ToHashSet(StringComparer.Ordinal),
        });
        return TypedResults.Ok(new AlertList(
            ledger.Version,
            [.. alerts.Select(alert => AlertEntry.Of(alert, catalogue, LatestOf(alert, engine)))],
            alerts.Count == limit ? AlertPlaceInList.Of(alerts[^1]).ToString() : null));
    }

    private static IResult Describe(string id, HttpRequest request, ClaimsPrincipal caller, AlertStore store, AlertEngine engine, DeliveryRecord deliveries, ICatalogueSource catalogues)
    {
        _ = new QueryReader(request, []);
        Catalogue catalogue = catalogues.Current;
        IReadOnlyList<AlertTransition> history = store.History(id);
        return history is [.., var last] && MayRead(caller, catalogue, last.Alert)
            ? TypedResults.Ok(AlertEntry.Of(last.Alert, catalogue, LatestOf(last.Alert, engine)) with
            {
                History = [.. history.Select(step => TransitionEntry.Of(step, catalogue))],
                Deliveries = [.. deliveries.List(id, long.MaxValue, MostDeliveries).Select(entry => MessageEntry.Of(entry, catalogue))],
            })
            : Refused(DeskRefusal.UnknownAlert);
    }

    private static IResult Curve(
        string id, HttpRequest request, ClaimsPrincipal caller, AlertStore store, RuleBook rules, AlertCurve curve, ICountCube cube, ICatalogueSource catalogues, TimeProvider time)
    {
        _ = new QueryReader(request, []);
        Catalogue catalogue = catalogues.Current;
        if (store.Find(id) is not { } alert || !MayRead(caller, catalogue, alert))
        {
            return Refused(DeskRefusal.UnknownAlert);
        }

        Rule? rule = rules.Current.Set.Rules.FirstOrDefault(rule => rule.Id == alert.Labels.Rule);
        (Instant from, Instant to, Duration step) = AlertCurve.SpanOf(alert, Instant.FromDateTimeOffset(time.GetUtcNow()));
        return TypedResults.Ok(AlertCurveAnswer.Of(alert, rule, rule is null ? [] : curve.Read(cube, rule, alert.Key, from, to, step), cube.Version, catalogue));
    }

    private static AlertFigures? LatestOf(Alert alert, AlertEngine engine) => alert.IsOpen ? engine.Latest(alert.Key) : null;

    // An alert of a unit that the catalogue no longer has is the administrator's.
    private static bool MayRead(ClaimsPrincipal caller, Catalogue catalogue, Alert alert) =>
        catalogue.FindUnit(alert.Labels.Unit) is { } unit ? caller.MayRead(unit) : caller.IsAdmin();

    private static T? Choice<T>(QueryReader query, QueryParameter parameter, IReadOnlyDictionary<string, T> choices)
        where T : struct => query.One(parameter) is not { } text ? null
        : choices.TryGetValue(text, out T choice) ? choice
        : throw new QueryException("bad_" + parameter.Name, parameter.Name, $"{parameter.Name} \"{QueryReader.Short(text)}\" is none of {string.Join(", ", choices.Keys)}.");

    private static AlertAct Checked(AlertAct act) => act.Comment is { Length: > AlertDesk.LongestComment }
        ? throw new QueryException("bad_comment", "comment", $"comment has {act.Comment.Length} characters; write at most {AlertDesk.LongestComment}, no personal data.")
        : act with { Comment = string.IsNullOrWhiteSpace(act.Comment) ? null : act.Comment.Trim() };

    private static IResult Refused(DeskRefusal refusal) => refusal switch
    {
        DeskRefusal.NotFired => Problems.Result(StatusCodes.Status409Conflict, "not_fired", "The alert is pending: nobody was told of it yet."),
        DeskRefusal.AlreadyAcknowledged => Problems.Result(StatusCodes.Status409Conflict, "already_acknowledged", "Somebody has acknowledged it before; its history tells who."),
        DeskRefusal.StillFiring => Problems.Result(StatusCodes.Status409Conflict, "still_firing", "The alert still fires; it resolves by itself, or clear it with \"force\": true."),
        DeskRefusal.AlreadyClosed => Problems.Result(StatusCodes.Status409Conflict, "already_closed", "It was cleared or called a false alarm before."),
        _ => Problems.Result(StatusCodes.Status404NotFound, "unknown_alert", "There is no alert of this id that you may read."),
    };

    /// <summary>What a person does with an alert.</summary>
    /// <param name="Comment">A remark; at most 500 characters, no personal data. Feedback needs one.</param>
    /// <param name="Force">Only for clear: end it though it still fires.</param>
    internal sealed record AlertAct(string? Comment = null, bool Force = false);

    /// <summary>Alerts.</summary>
    /// <param name="Version">Version of the data set.</param>
    /// <param name="Items">The latest first.</param>
    /// <param name="Next">Cursor of the next page; null at the end.</param>
    internal sealed record AlertList(long Version, IReadOnlyList<AlertEntry> Items, string? Next);
}
