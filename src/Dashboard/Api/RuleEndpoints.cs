using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>The alert rules in force, and what a rule would have raised in the past.</summary>
public static class RuleEndpoints
{
    /// <summary>Maps <c>/api/v1/rules</c>.</summary>
    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/rules").WithTags("Alerts").RequireAuthorization(Policies.Read);
        group.MapGet("", List)
            .WithSummary("The alert rules in force, and what is wrong with the files as they stand now.")
            .Produces<RuleList>()
            .WithQuery([])
            .WithQueryProblems();
        group.MapPost("/backtest", BacktestAsync)
            .WithSummary("The episodes that a rule would have raised over a past span.")
            .WithDescription("rule is the id of a rule in force, or a rule under the names of rules/*.yaml. Every hour of the span is evaluated unless step says otherwise, on what is known today.")
            .Produces<BacktestAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .WithQueryProblems();
        return routes;
    }

    private static Ok<RuleList> List(HttpRequest request, ClaimsPrincipal caller, ConfigurationWatch<RuleSet> rules)
    {
        _ = new QueryReader(request, []);
        return TypedResults.Ok(new RuleList(
            [.. rules.Current.Rules.Where(rule => caller.MayRead(rule.Unit)).Select(RuleEntry.Of)],
            caller.IsAdmin() ? [.. rules.LastMistakes.Select(mistake => $"{Path.GetFileName(mistake.File)}:{mistake.Line}:{mistake.Column}: {mistake.Reason}")] : []));
    }

    private static async Task<IResult> BacktestAsync(
        BacktestQuestion question,
        ClaimsPrincipal caller,
        ConfigurationWatch<RuleSet> rules,
        Backtester backtester,
        ICountCube cube,
        ICatalogueSource catalogues,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        Catalogue catalogue = catalogues.Current;
        Rule rule;
        try
        {
            rule = BacktestTexts.ReadRule(question.Rule, rules.Current, catalogue);
        }
        catch (ConfigurationException mistakes)
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                "bad_rule",
                mistakes.Mistakes[0].Reason,
                new Dictionary<string, object?> { ["field"] = "rule", ["mistakes"] = mistakes.Mistakes.Select(mistake => mistake.Reason).ToArray() });
        }

        if (!caller.MayRead(rule.Unit))
        {
            return Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "rule", $"These credentials may not read the unit \"{rule.Unit.Code}\".");
        }

        Instant now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Instant from = BacktestTexts.ReadMoment("from", question.From, catalogue.Calendar);
        Instant to = Instant.Min(now, BacktestTexts.ReadMoment("to", question.To, catalogue.Calendar));
        Duration step = BacktestTexts.ReadStep(question.Step);
        try
        {
            return TypedResults.Ok(BacktestAnswer.Of(rule, await backtester.RunAsync(cube, rule, from, to, step, cancellationToken), catalogue));
        }
        catch (BacktestException refused)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_backtest", refused.Message);
        }
    }

    /// <summary>A back-test that is wanted.</summary>
    /// <param name="Rule">Id of a rule in force, or a rule under the names of <c>rules/*.yaml</c>.</param>
    /// <param name="From">First moment: an instant, or a date for its beginning.</param>
    /// <param name="To">End, exclusive; later than now is now.</param>
    /// <param name="Step">Time between two evaluations, at least PT1M; default PT1H.</param>
    internal sealed record BacktestQuestion(JsonElement Rule, string From, string To, string? Step = null);

    /// <summary>All rules.</summary>
    /// <param name="Items">In force, those of units that the caller may read.</param>
    /// <param name="Mistakes">Why the files as they stand now are not in force; only the administrator is told.</param>
    internal sealed record RuleList(IReadOnlyList<RuleEntry> Items, IReadOnlyList<string> Mistakes);
}
