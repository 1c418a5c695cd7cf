using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>Rules made, changed and deleted by people: each act is a version with author, time and note. Rules of files are changed in their files.</summary>
internal static class RuleEditing
{
    private static readonly QueryParameter Version = new("version", "The version that you saw; another one in the meantime is not overwritten. If-Match says the same.", "3");
    private static readonly QueryParameter Note = new("note", "Why, in at most 500 characters and without personal data.", "replaced by another rule");

    /// <summary>Maps the acts.</summary>
    public static void MapRuleEditing(this RouteGroupBuilder group)
    {
        group.MapPost("", Add)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Make a rule. It is in force at once.")
            .Produces<RuleAnswer>(StatusCodes.Status201Created)
            .WithRefusals();
        group.MapPut("/{id}", Change)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Change a rule that was made on a page; version (or If-Match) names the one that you saw.")
            .WithDescription("Alerts go on where the rule still looks at the same figure, held against the same; waits of other rules are not touched.")
            .Produces<RuleAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithRefusals();
        group.MapDelete("/{id}", Delete)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Delete a rule that was made on a page. Its alerts are resolved with the reason on record, its versions stay.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery([Version, Note])
            .WithRefusals();
    }

    private static void WithRefusals(this RouteHandlerBuilder builder) => builder
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict)
        .WithQueryProblems();

    private static IResult Add(NewRule wanted, HttpResponse response, ClaimsPrincipal caller, RuleBook book, AlertStore store)
    {
        RuleOutcome outcome = book.Add(wanted.Rule, caller.ActorName(), Checked(wanted.Note));
        return outcome.Saved is { } saved
            ? Results.Created("/api/v1/rules/" + saved.Rule, Answer(saved, response, caller, book, store))
            : Refused(outcome, ReadId(wanted.Rule), book);
    }

    private static IResult Change(string id, RuleChange wanted, HttpRequest request, HttpResponse response, ClaimsPrincipal caller, RuleBook book, AlertStore store)
    {
        RuleOutcome outcome = book.Change(id, wanted.Rule, Seen(request, wanted.Version), caller.ActorName(), Checked(wanted.Note));
        return outcome.Saved is { } saved ? Results.Ok(Answer(saved, response, caller, book, store)) : Refused(outcome, id, book);
    }

    private static IResult Delete(string id, HttpRequest request, ClaimsPrincipal caller, RuleBook book)
    {
        QueryReader query = new(request, [Version, Note]);
        RuleOutcome outcome = book.Delete(id, Seen(request, query.Whole(Version, "bad_version")), caller.ActorName(), Checked(query.One(Note)));
        return outcome.Saved is null ? Refused(outcome, id, book) : Results.NoContent();
    }

    private static RuleAnswer? Answer(RuleVersion saved, HttpResponse response, ClaimsPrincipal caller, RuleBook book, AlertStore store)
    {
        response.Headers.ETag = RuleAnswer.Tag(saved);
        return RuleEndpoints.AnswerOf(saved.Rule, book.Current, store, caller);
    }

    private static string ReadId(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Object && rule.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString() ?? "" : "";

    private static string Checked(string? note) => note is { Length: > RuleBook.LongestNote }
        ? throw new QueryException("bad_note", "note", $"note has {note.Length} characters; say why in at most {RuleBook.LongestNote}, no personal data.")
        : note?.Trim() ?? "";

    /// <summary>The version that the caller saw, from the body or the query, or from <c>If-Match</c>.</summary>
    private static long Seen(HttpRequest request, long? version)
    {
        string tag = request.Headers.IfMatch.ToString().Trim('"');
        return version ?? (long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new QueryException("missing_version", "version", "version is missing; name the version that you saw, there or as If-Match, so that nobody's change is overwritten."));
    }

    private static IResult Refused(RuleOutcome outcome, string id, RuleBook book) => outcome.Refusal switch
    {
        RuleRefusal.Invalid => Invalid(outcome.Mistakes),
        RuleRefusal.InFile => Problems.Result(StatusCodes.Status409Conflict, "rule_in_file", "id", $"Rule \"{QueryReader.Short(id)}\" is defined in {FileOf(id, book)}, and files win; change it there, or take another id."),
        RuleRefusal.Exists => Problems.Result(StatusCodes.Status409Conflict, "rule_exists", "id", $"There is a rule \"{QueryReader.Short(id)}\" already; change that one, or take another id."),
        RuleRefusal.Changed => Problems.Result(
            StatusCodes.Status409Conflict,
            "version_conflict",
            $"The rule has been changed by {book.Newest(id)?.Author} in the meantime; look at version {book.Newest(id)?.Number} first, then save again.",
            new Dictionary<string, object?> { ["field"] = "version", ["version"] = book.Newest(id)?.Number }),
        _ => RuleEndpoints.Unknown(id),
    };

    /// <summary>All mistakes of a rule as one problem.</summary>
    internal static IResult Invalid(IReadOnlyList<RuleMistake> mistakes) => Problems.Result(
        StatusCodes.Status400BadRequest,
        "invalid_rule",
        mistakes[0].Message,
        new Dictionary<string, object?> { ["field"] = mistakes[0].Field.Length == 0 ? "rule" : mistakes[0].Field, ["mistakes"] = mistakes });

    private static string FileOf(string id, RuleBook book) => book.Current.Files.Find(id) is { } rule ? $"{Path.GetFileName(rule.File)} line {rule.Line}" : "a file";

    /// <summary>A rule that is wanted.</summary>
    /// <param name="Rule">The rule under the names of <c>rules/*.yaml</c>.</param>
    /// <param name="Note">Why; at most 500 characters, no personal data.</param>
    internal sealed record NewRule(JsonElement Rule, string? Note = null);

    /// <summary>A rule as it is to be.</summary>
    /// <param name="Rule">The whole rule under the names of <c>rules/*.yaml</c>.</param>
    /// <param name="Version">The version that the caller saw; <c>If-Match</c> may say it instead.</param>
    /// <param name="Note">Why; at most 500 characters, no personal data.</param>
    internal sealed record RuleChange(JsonElement Rule, long? Version = null, string? Note = null);
}
