using System.Security.Claims;
using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Preview;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>POST /api/v1/rules/preview</c>: what a rule would say now, and what is wrong with it.</summary>
internal static class RulePreviewEndpoint
{
    private const int MostItems = 20;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRulePreview(this RouteGroupBuilder group) => group.MapPost("/preview", Preview)
        .WithSummary("What a rule would say now: how many alerts it may have, how they stand, and its mistakes. No alert is touched.")
        .WithDescription("rule is a rule under the names of rules/*.yaml; yaml is the same as text, whose mistakes are told with line and column. A rule with mistakes is answered with 200, too.")
        .Produces<RulePreviewAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
        .WithQueryProblems();

    private static IResult Preview(
        PreviewQuestion question, ClaimsPrincipal caller, RulePreviewer previewer, ICountCube cube, ILedger ledger, ICatalogueSource catalogues, TimeProvider time)
    {
        Catalogue catalogue = catalogues.Current;
        RuleParse parse = question switch
        {
            { Rule: { } document, Yaml: null } => RuleParse.OfJson(document, catalogue),
            { Rule: null, Yaml: { } yaml } => RuleParse.OfYaml(yaml, catalogue),
            _ => new RuleParse(null, [new RuleMistake("", 0, 0, "Send either rule or yaml.")]),
        };
        if (parse.Rule is not { } rule)
        {
            return TypedResults.Ok(RulePreviewAnswer.OfMistakes(parse.Mistakes));
        }

        if (!caller.MayRead(rule.Unit))
        {
            return Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "unit", $"These credentials may not read the unit \"{rule.Unit.Code}\".");
        }

        Instant now = time.ToClock().GetCurrentInstant();
        try
        {
            return TypedResults.Ok(RulePreviewAnswer.Of(rule, previewer.Preview(cube, rule, ledger.Activity, now, MostItems), now, catalogue));
        }
        catch (BacktestException refused)
        {
            return TypedResults.Ok(RulePreviewAnswer.OfMistakes([new RuleMistake("depth", 0, 0, refused.Message)]));
        }
    }

    /// <summary>A rule to look at: exactly one of both.</summary>
    /// <param name="Rule">The rule under the names of <c>rules/*.yaml</c>.</param>
    /// <param name="Yaml">The same as text.</param>
    internal sealed record PreviewQuestion(JsonElement? Rule = null, string? Yaml = null);
}
