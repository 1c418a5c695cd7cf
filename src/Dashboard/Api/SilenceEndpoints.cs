using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Silences;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>Silences, in Alertmanager's form.</summary>
public static class SilenceEndpoints
{
    /// <summary>Longest comment, in characters.</summary>
    private const int MaximumComment = 500;

    /// <summary>Most conditions of a silence.</summary>
    private const int MaximumMatchers = 20;

    /// <summary>Most alerts that a preview names.</summary>
    private const int MostPreviewed = 50;

    private const int UsualSilences = 1_000;
    private const int MostSilences = 10_000;

    private static readonly Duration Longest = Duration.FromDays(366);

    private static readonly QueryParameter State = new("state", "pending, active or expired. Default: all.", "active");
    private static readonly QueryParameter Limit = new("limit", "Most silences of the answer: 1 to 10000, default 1000.", "1000");
    private static readonly IReadOnlyList<QueryParameter> Parameters = [State, Limit];

    /// <summary>Maps <c>/api/v1/silences</c>.</summary>
    public static IEndpointRouteBuilder MapSilences(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/silences").WithTags("Alerts").RequireAuthorization(Policies.Read)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("", List)
            .WithSummary("Silences, those that end last first.")
            .Produces<IReadOnlyList<SilenceEntry>>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        group.MapPost("/preview", Preview)
            .WithSummary("Which of the present alerts these matchers would keep from being told.")
            .Produces<SilencePreview>().ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapPost("", Put)
            .WithSummary("Make a silence, or change the one whose id is given. Alerts keep their state; they are only not told.")
            .Produces<SilenceMade>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", End)
            .WithSummary("End a silence now; it stays on record.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static Ok<IReadOnlyList<SilenceEntry>> List(HttpRequest request, SilenceBook silences, TimeProvider time, ICatalogueSource catalogues)
    {
        QueryReader query = new(request, Parameters);
        Instant now = time.ToClock().GetCurrentInstant();
        string? state = query.One(State);
        long limit = query.Whole(Limit, "bad_limit") ?? UsualSilences;
        return state is not (null or "pending" or "active" or "expired") ? throw new QueryException("bad_state", "state", $"state \"{QueryReader.Short(state)}\" is none of pending, active, expired.")
            : limit is < 1 or > MostSilences ? throw new QueryException("bad_limit", "limit", $"limit {limit} is not between 1 and {MostSilences}.")
            : TypedResults.Ok((IReadOnlyList<SilenceEntry>)
            [
                .. silences.All.Where(silence => state is null || silence.StateAt(now) == state).Take((int)limit).Select(silence => SilenceEntry.Of(silence, now, catalogues.Current)),
            ]);
    }

    private static IResult Preview(WantedPreview wanted, ClaimsPrincipal caller, AlertStore store, ICatalogueSource catalogues)
    {
        Catalogue catalogue = catalogues.Current;
        (List<SilenceMatcher> read, IResult? refusal) = ReadMatchers(wanted.Matchers);
        if (refusal is not null)
        {
            return refusal;
        }

        Alert[] held =
        [
            .. store.OpenAlerts.Values
                .Where(alert => alert.State == AlertState.Firing && catalogue.FindUnit(alert.Labels.Unit) is { } unit && caller.MayRead(unit))
                .Where(alert => Silence.Holds(read, alert.Labels))
                .OrderByDescending(alert => alert.Severity).ThenByDescending(alert => alert.StartsAt),
        ];
        return TypedResults.Ok(new SilencePreview(held.Length, [.. held.Take(MostPreviewed).Select(alert => AlertEntry.Of(alert, catalogue))]));
    }

    /// <summary>The matchers, or why they cannot be used.</summary>
    private static (List<SilenceMatcher> Matchers, IResult? Refusal) ReadMatchers(IReadOnlyList<WantedMatcher>? wanted)
    {
        if (wanted is not { Count: > 0 and <= MaximumMatchers } matchers)
        {
            return ([], Bad("bad_matchers", "matchers", $"matchers must hold 1 to {MaximumMatchers} conditions."));
        }

        List<SilenceMatcher> read = [];
        foreach (WantedMatcher matcher in matchers)
        {
            SilenceMatcher made = new(matcher.Name ?? "", matcher.Value ?? "", matcher.IsRegex, matcher.IsEqual ?? true);
            if (!KnownLabels.Contains(made.Name) || made.Value.Length > SilenceMatcher.MaximumLength || !made.IsUsable)
            {
                return ([], Bad("bad_matchers", "matchers", $"A matcher is not usable; its name must be one of {string.Join(", ", KnownLabels)}, its value a text or a regular expression without look-around."));
            }

            read.Add(made);
        }

        // A silence of everything would be the end of alerting by one click.
        return read.All(matcher => matcher.Matches(Nothing))
            ? ([], Bad("bad_matchers", "matchers", "These matchers meet every alert; name at least one value."))
            : (read, null);
    }

    private static IResult Put(WantedSilence wanted, ClaimsPrincipal caller, SilenceBook silences, TimeProvider time, ICatalogueSource catalogues)
    {
        if (!MayAct(caller, catalogues.Current))
        {
            return Forbidden();
        }

        Instant now = time.ToClock().GetCurrentInstant();
        (List<SilenceMatcher> read, IResult? refusal) = ReadMatchers(wanted.Matchers);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Moment(wanted.StartsAt) is not { } starts || Moment(wanted.EndsAt) is not { } ends || ends <= starts || ends <= now || ends - starts > Longest)
        {
            return Bad("bad_time", "endsAt", "startsAt and endsAt must be instants with offset, endsAt after startsAt and after now, at most a year apart.");
        }

        string comment = wanted.Comment?.Trim() ?? "";
        if (comment.Length is 0 or > MaximumComment)
        {
            return Bad("bad_comment", "comment", $"comment must say why, in 1 to {MaximumComment} characters and without personal data.");
        }

        if (wanted.Id is { Length: > 0 } id && silences.Find(id) is null)
        {
            return Problems.Result(StatusCodes.Status404NotFound, "unknown_silence", "There is no silence of this id; leave the id out to make one.");
        }

        Silence silence = silences.Put(new Silence(wanted.Id is { Length: > 0 } known ? known : Guid.CreateVersion7(time.GetUtcNow()).ToString(), read, starts, ends, caller.ActorName(), comment, now));
        return TypedResults.Ok(new SilenceMade(silence.Id));
    }

    private static IResult End(string id, ClaimsPrincipal caller, SilenceBook silences, ICatalogueSource catalogues) =>
        !MayAct(caller, catalogues.Current) ? Forbidden()
        : silences.End(id) is null ? Problems.Result(StatusCodes.Status404NotFound, "unknown_silence", "There is no silence of this id.")
        : Results.NoContent();

    /// <summary>A silence touches everybody, so it takes somebody who may see everything; a screen has no hands.</summary>
    private static bool MayAct(ClaimsPrincipal caller, Catalogue catalogue) => caller.Identity?.AuthenticationType != Caller.Device && caller.MayRead(catalogue.RootUnit);

    private static IResult Forbidden() => Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "Silencing alerts takes credentials that may read the whole office.");

    private static IResult Bad(string code, string field, string message) => Problems.Result(StatusCodes.Status400BadRequest, code, field, message);

    private static Instant? Moment(string? text) => OffsetDateTimePattern.ExtendedIso.Parse(text ?? "") is { Success: true } parsed ? parsed.Value.ToInstant() : null;

    private static readonly string[] KnownLabels = ["alertname", "rule", "metric", "unit", "category", "severity", "group"];

    private static readonly Tongbi.Alerts.Routing.Labels Nothing = new(KnownLabels.Select(name => KeyValuePair.Create(name, "\u0001")));

    /// <summary>A silence that is wanted.</summary>
    /// <param name="Matchers">Conditions, all of which must be met.</param>
    /// <param name="StartsAt">When it begins.</param>
    /// <param name="EndsAt">When it ends.</param>
    /// <param name="Comment">Why.</param>
    /// <param name="Id">The one to change; null makes one.</param>
    /// <param name="CreatedBy">Taken for compatibility and not used: the caller is on record.</param>
    internal sealed record WantedSilence(IReadOnlyList<WantedMatcher>? Matchers, string? StartsAt, string? EndsAt, string? Comment, string? Id = null, string? CreatedBy = null);

    /// <summary>A silence that somebody thinks of.</summary>
    /// <param name="Matchers">Conditions, all of which must be met.</param>
    internal sealed record WantedPreview(IReadOnlyList<WantedMatcher>? Matchers);

    /// <summary>A condition.</summary>
    /// <param name="Name">Label.</param>
    /// <param name="Value">Value or regular expression.</param>
    /// <param name="IsRegex">Whether it is an expression.</param>
    /// <param name="IsEqual">False turns it round.</param>
    internal sealed record WantedMatcher(string? Name, string? Value, bool IsRegex = false, bool? IsEqual = null);

    /// <summary>What a silence would do now.</summary>
    /// <param name="Count">Firing alerts that it would keep from being told.</param>
    /// <param name="Alerts">The gravest of them, at most 50.</param>
    internal sealed record SilencePreview(int Count, IReadOnlyList<AlertEntry> Alerts);

    /// <summary>A silence was made.</summary>
    /// <param name="SilenceID">Its id, in Alertmanager's spelling.</param>
    internal sealed record SilenceMade(string SilenceID);

    /// <summary>A silence.</summary>
    internal sealed record SilenceEntry(string Id, IReadOnlyList<MatcherEntry> Matchers, string StartsAt, string EndsAt, string CreatedBy, string Comment, string UpdatedAt, SilenceStatus Status)
    {
        /// <summary>Writes a silence out.</summary>
        public static SilenceEntry Of(Silence silence, Instant now, Catalogue catalogue) => new(
            silence.Id,
            [.. silence.Matchers.Select(matcher => new MatcherEntry(matcher.Name, matcher.Value, matcher.IsRegex, matcher.IsEqual))],
            OfficeTime.Text(silence.StartsAt, catalogue),
            OfficeTime.Text(silence.EndsAt, catalogue),
            silence.CreatedBy,
            silence.Comment,
            OfficeTime.Text(silence.UpdatedAt, catalogue),
            new SilenceStatus(silence.StateAt(now)));
    }

    /// <summary>A condition.</summary>
    internal sealed record MatcherEntry(string Name, string Value, bool IsRegex, bool IsEqual);

    /// <summary>Where a silence stands.</summary>
    /// <param name="State">pending, active or expired.</param>
    internal sealed record SilenceStatus(string State);
}
