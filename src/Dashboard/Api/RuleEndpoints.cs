using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>The alert rules in force, and the versions of those made on pages.</summary>
public static class RuleEndpoints
{
    /// <summary>Most versions of one answer.</summary>
    private const int MostVersions = 500;

    private static readonly QueryParameter Before = new("before", "Only versions below this number. Default: all.", "12");
    private static readonly QueryParameter Limit = new("limit", "Most versions of the answer, the newest first. Default: 100.", "100");

    /// <summary>Maps <c>/api/v1/rules</c>.</summary>
    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/rules").WithTags("Rules").RequireAuthorization(Policies.Read);
        group.MapGet("", List)
            .WithSummary("The alert rules in force, those of pages that are not, and what is wrong with the files as they stand now.")
            .Produces<RuleList>()
            .WithQuery([])
            .WithQueryProblems();
        group.MapGet("/{id}", Describe)
            .WithSummary("One rule: as it is understood, as it was written, where it comes from and how many of its alerts fire.")
            .Produces<RuleAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery([])
            .WithQueryProblems();
        group.MapGet("/{id}/versions", Versions)
            .WithSummary("All versions of a rule made on a page, the newest first. To put one back, send its document.")
            .Produces<VersionList>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery([Before, Limit])
            .WithQueryProblems();
        group.MapRuleEditing();
        group.MapRulePreview();
        group.MapBacktest();
        return routes;
    }

    /// <summary>The answer for one rule, in force or unusable; null = there is none that the caller may read.</summary>
    internal static RuleAnswer? AnswerOf(string id, RulesInForce rules, AlertStore store, ClaimsPrincipal caller)
    {
        Catalogue catalogue = rules.Set.Catalogue;
        PageRule? page = rules.Page(id);
        RuleStatus status = RuleStatus.Of(id, rules, store.OpenAlerts, catalogue);
        return rules.Set.Find(id) is { } rule
            ? !caller.MayRead(rule.Unit) ? null : new RuleAnswer(
                id,
                "inForce",
                RuleEntry.Of(rule),
                RuleVersionEntry.Parsed(RuleDocument.Of(rule)),
                status,
                [],
                page is { State: PageRuleState.Overruled } ? RuleVersionEntry.Of(page.Version, catalogue) : null)
            : page is not null && caller.IsAdmin() ? new RuleAnswer(
                id, "unusable", page.Rule is { } unused ? RuleEntry.Of(unused) : null, RuleVersionEntry.Parsed(page.Version.Document ?? "{}"), status, page.Mistakes, null)
            : null;
    }

    /// <summary>Tells that there is no such rule.</summary>
    internal static IResult Unknown(string id) => Problems.Result(
        StatusCodes.Status404NotFound, "unknown_rule", $"There is no rule \"{QueryReader.Short(id)}\" that you may read; GET /api/v1/rules lists those in force.");

    private static Ok<RuleList> List(HttpRequest request, ClaimsPrincipal caller, RuleBook book, ConfigurationWatch<RuleSet> files, AlertStore store)
    {
        _ = new QueryReader(request, []);
        RulesInForce rules = book.Current;
        Catalogue catalogue = rules.Set.Catalogue;
        IReadOnlyDictionary<AlertKey, Alert> open = store.OpenAlerts;
        return TypedResults.Ok(new RuleList(
            [.. rules.Set.Rules.Where(rule => caller.MayRead(rule.Unit)).Select(rule => RuleEntry.Of(rule) with { Status = RuleStatus.Of(rule.Id, rules, open, catalogue) })],
            [.. Shelved(rules, book, caller, catalogue)],
            caller.IsAdmin() ? [.. files.LastMistakes.Select(mistake => $"{Path.GetFileName(mistake.File)}:{mistake.Line}:{mistake.Column}: {mistake.Reason}")] : []));
    }

    private static IEnumerable<ShelvedRule> Shelved(RulesInForce rules, RuleBook book, ClaimsPrincipal caller, Catalogue catalogue) => !caller.IsAdmin() ? [] : rules.Pages
        .Where(page => page.State != PageRuleState.InForce)
        .Select(page => ShelvedRule.Of(page, catalogue))
        .Concat(book.Deleted.Where(end => rules.Set.Find(end.Rule) is null).Select(end => ShelvedRule.OfDeleted(end, catalogue)));

    private static IResult Describe(string id, HttpRequest request, HttpResponse response, ClaimsPrincipal caller, RuleBook book, AlertStore store)
    {
        _ = new QueryReader(request, []);
        RulesInForce rules = book.Current;
        if (AnswerOf(id, rules, store, caller) is not { } answer)
        {
            return Unknown(id);
        }

        if (answer.Status.Version is not null && rules.Page(id) is { } page)
        {
            response.Headers.ETag = RuleAnswer.Tag(page.Version);
        }

        return TypedResults.Ok(answer);
    }

    private static IResult Versions(string id, HttpRequest request, ClaimsPrincipal caller, RuleBook book)
    {
        QueryReader query = new(request, [Before, Limit]);
        long before = query.Whole(Before, "bad_version") ?? long.MaxValue;
        int limit = (int)Math.Min(MostVersions, query.Whole(Limit, "bad_limit") ?? 100);
        RulesInForce rules = book.Current;
        bool mayRead = caller.IsAdmin() || (rules.Page(id)?.Rule is { } rule && caller.MayRead(rule.Unit));
        return mayRead && book.Versions(id, before, limit) is { Count: > 0 } versions
            ? TypedResults.Ok(new VersionList([.. versions.Select(version => RuleVersionEntry.Of(version, rules.Set.Catalogue))]))
            : Unknown(id);
    }

    /// <summary>All rules.</summary>
    /// <param name="Items">In force, those of units that the caller may read.</param>
    /// <param name="Shelved">Made on pages and not in force; only the administrator is told.</param>
    /// <param name="Mistakes">Why the files as they stand now are not in force; only the administrator is told.</param>
    internal sealed record RuleList(IReadOnlyList<RuleEntry> Items, IReadOnlyList<ShelvedRule> Shelved, IReadOnlyList<string> Mistakes);

    /// <summary>Versions of a rule.</summary>
    /// <param name="Items">The newest first.</param>
    internal sealed record VersionList(IReadOnlyList<RuleVersionEntry> Items);
}
