using System.Security.Claims;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Rosters;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>值班表: who is on duty, and who stands in for whom. The file is the base; people add single shifts.</summary>
public static class RosterEndpoints
{
    /// <summary>Longest note, in characters.</summary>
    private const int MaximumNote = 500;

    private const int UsualDays = 15;
    private const int MostDays = 62;
    private const int MostWords = 500;

    /// <summary>How far ahead somebody may be told to stand in.</summary>
    private const int DaysAhead = 366;

    private static readonly QueryParameter From = new("from", "Day on which the first shift begins. Default: that of the present shift.", "2026-03-10");
    private static readonly QueryParameter Days = new("days", "How many days: 1 to 62, default 15 (today and two weeks).", "15");
    private static readonly IReadOnlyList<QueryParameter> Parameters = [From, Days];

    /// <summary>Maps <c>/api/v1/rosters</c>.</summary>
    public static IEndpointRouteBuilder MapRosters(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/rosters").WithTags("Alerts").RequireAuthorization(Policies.Read)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("", List)
            .WithSummary("Who is on duty now and in the coming shifts, by roster.")
            .Produces<RosterList>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        group.MapGet("/{id}/stand-ins", History)
            .WithSummary("Everything that was said about who stands in, newest first; at most 500.")
            .Produces<IReadOnlyList<StandInEntry>>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPut("/{id}/stand-ins/{day}", Put)
            .WithSummary("Somebody stands in for whoever has the shift that begins on this day 替班. Routes and escalation follow at once.")
            .Produces<StandInEntry>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapDelete("/{id}/stand-ins/{day}", End)
            .WithSummary("Takes it back: who is planned has the shift again. It stays on record.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static IResult List(HttpRequest request, ClaimsPrincipal caller, RosterBook book, ConfigurationWatch<NotifySettings> watch, TimeProvider time, ICatalogueSource catalogues)
    {
        Catalogue catalogue = catalogues.Current;
        if (!caller.MayRead(catalogue.RootUnit))
        {
            return Forbidden();
        }

        QueryReader query = new(request, Parameters);
        NotifySettings settings = watch.Current;
        Instant now = time.ToClock().GetCurrentInstant();
        long days = query.Whole(Days, "bad_days") ?? UsualDays;
        if (days is < 1 or > MostDays)
        {
            throw new QueryException("bad_days", "days", $"days {days} is not between 1 and {MostDays}.");
        }

        // Noon: within the shift that begins on the day, whenever shifts change.
        Instant from = query.One(From) is not { } text ? now
            : Day(text) is { } day ? settings.Zone.AtLeniently(day.At(LocalTime.Noon.PlusHours(11))).ToInstant()
            : throw new QueryException("bad_date", "from", $"from \"{QueryReader.Short(text)}\" is not a date; write e.g. {From.Example}.");
        string[] people = [.. settings.Receivers.Values.Where(receiver => receiver.Roster is null).Select(receiver => receiver.Id).Order(StringComparer.Ordinal)];
        return TypedResults.Ok(new RosterList(
            OfficeTime.Text(now, catalogue),
            [
                .. settings.Receivers.Values.Where(receiver => receiver.Roster is not null).Select(receiver => new RosterEntry(
                    receiver.Id,
                    book.Resolve(settings, receiver.Id, now)?.Id,
                    [.. (book.Shifts(settings, receiver.Id, from, (int)days) ?? []).Select(shift => ShiftEntry.Of(shift, now, catalogue))])),
            ],
            people,
            MayAct(caller, catalogue)));
    }

    private static IResult History(string id, ClaimsPrincipal caller, RosterBook book, ConfigurationWatch<NotifySettings> watch, ICatalogueSource catalogues) =>
        !caller.MayRead(catalogues.Current.RootUnit) ? Forbidden()
        : watch.Current.Receivers.GetValueOrDefault(id)?.Roster is null ? Unknown()
        : TypedResults.Ok((IReadOnlyList<StandInEntry>)[.. book.History(id, MostWords).Select(word => StandInEntry.Of(word, catalogues.Current))]);

    private static IResult Put(string id, string day, WantedStandIn wanted, ClaimsPrincipal caller, RosterBook book, ConfigurationWatch<NotifySettings> watch, TimeProvider time, ICatalogueSource catalogues)
    {
        if (!MayAct(caller, catalogues.Current))
        {
            return Forbidden();
        }

        NotifySettings settings = watch.Current;
        if (Day(day) is not { } date)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_date", "day", $"day \"{QueryReader.Short(day)}\" is not a date; write e.g. {From.Example}.");
        }

        if (book.ShiftOn(settings, id, date) is not { } shift)
        {
            return Unknown();
        }

        Instant now = time.ToClock().GetCurrentInstant();
        if (shift.To <= now || shift.From > now + Duration.FromDays(DaysAhead))
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_date", "day", $"The shift of {day} is over or more than a year ahead.");
        }

        if (shift.Planned is not { } planned)
        {
            return Problems.Result(StatusCodes.Status409Conflict, "nobody_planned", "day", $"Nobody is planned for {day}; add the day to notify.yaml.");
        }

        string person = wanted.StandIn?.Trim() ?? "";
        if (settings.Receivers.GetValueOrDefault(person) is not { Roster: null })
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "unknown_receiver", "standIn", $"standIn \"{QueryReader.Short(person)}\" is no receiver with channels of its own in notify.yaml.");
        }

        if (person == planned)
        {
            return Problems.Result(StatusCodes.Status409Conflict, "planned_already", "standIn", $"{person} has this shift anyway.");
        }

        string note = wanted.Note?.Trim() ?? "";
        return note.Length is 0 or > MaximumNote
            ? Problems.Result(StatusCodes.Status400BadRequest, "bad_note", "note", $"note must say why, in 1 to {MaximumNote} characters and without personal data.")
            : TypedResults.Ok(StandInEntry.Of(book.Put(id, date, planned, person, note, caller.ActorName()), catalogues.Current));
    }

    private static IResult End(string id, string day, ClaimsPrincipal caller, RosterBook book, ICatalogueSource catalogues) =>
        !MayAct(caller, catalogues.Current) ? Forbidden()
        : Day(day) is not { } date ? Problems.Result(StatusCodes.Status400BadRequest, "bad_date", "day", $"day \"{QueryReader.Short(day)}\" is not a date; write e.g. {From.Example}.")
        : book.End(id, date, caller.ActorName()) ? Results.NoContent()
        : Problems.Result(StatusCodes.Status404NotFound, "unknown_stand_in", "Nobody stands in on that day.");

    /// <summary>Who is on duty decides who is told of everything, so it takes somebody who may see everything; a screen has no hands.</summary>
    private static bool MayAct(ClaimsPrincipal caller, Catalogue catalogue) => caller.Identity?.AuthenticationType != Caller.Device && caller.MayRead(catalogue.RootUnit);

    private static IResult Forbidden() => Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "Rosters take credentials that may read the whole office.");

    private static IResult Unknown() => Problems.Result(StatusCodes.Status404NotFound, "unknown_roster", "There is no roster of this id in notify.yaml.");

    private static LocalDate? Day(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>Somebody is to stand in.</summary>
    /// <param name="StandIn">Id of a receiver with channels of its own.</param>
    /// <param name="Note">Why; no personal data.</param>
    internal sealed record WantedStandIn(string? StandIn, string? Note);

    /// <summary>All rosters.</summary>
    /// <param name="At">Now.</param>
    /// <param name="Items">One for each.</param>
    /// <param name="People">Receivers who can stand in.</param>
    /// <param name="MayChange">Whether the caller may say who stands in.</param>
    internal sealed record RosterList(string At, IReadOnlyList<RosterEntry> Items, IReadOnlyList<string> People, bool MayChange);

    /// <summary>A roster.</summary>
    /// <param name="Id">Id of the receiver that it is.</param>
    /// <param name="OnDuty">Receiver who would be told now; null = nobody.</param>
    /// <param name="Shifts">Shifts in order.</param>
    internal sealed record RosterEntry(string Id, string? OnDuty, IReadOnlyList<ShiftEntry> Shifts);

    /// <summary>A shift.</summary>
    /// <param name="Day">Day on which it begins.</param>
    /// <param name="From">When it begins.</param>
    /// <param name="To">When it ends.</param>
    /// <param name="Current">Whether it is now.</param>
    /// <param name="Planned">Who has it by the file.</param>
    /// <param name="OnDuty">Who has it in truth.</param>
    /// <param name="StandIn">What was said of it, or null.</param>
    /// <param name="Overruled">Whether that has come to nothing because the file has changed.</param>
    internal sealed record ShiftEntry(string Day, string From, string To, bool Current, string? Planned, string? OnDuty, StandInEntry? StandIn, bool Overruled)
    {
        /// <summary>Writes a shift out.</summary>
        public static ShiftEntry Of(Shift shift, Instant now, Catalogue catalogue) => new(
            LocalDatePattern.Iso.Format(shift.Day),
            OfficeTime.Text(shift.From, catalogue),
            OfficeTime.Text(shift.To, catalogue),
            shift.From <= now && now < shift.To,
            shift.Planned,
            shift.OnDuty,
            shift.StandIn is { } word ? StandInEntry.Of(word, catalogue) : null,
            shift.IsOverruled);
    }

    /// <summary>Somebody's word about who stands in.</summary>
    /// <param name="Day">Day on which the shift begins.</param>
    /// <param name="Planned">Whom it replaces.</param>
    /// <param name="Person">Who stands in.</param>
    /// <param name="Note">Why.</param>
    /// <param name="Author">Who said so.</param>
    /// <param name="MadeAt">When.</param>
    /// <param name="EndedBy">Who took it back or put another in its place; null while it holds.</param>
    /// <param name="EndedAt">When.</param>
    internal sealed record StandInEntry(string Day, string Planned, string Person, string Note, string Author, string MadeAt, string? EndedBy, string? EndedAt)
    {
        /// <summary>Writes it out.</summary>
        public static StandInEntry Of(StandIn word, Catalogue catalogue) => new(
            LocalDatePattern.Iso.Format(word.Shift),
            word.Planned,
            word.Person,
            word.Note,
            word.Author,
            OfficeTime.Text(word.MadeAt, catalogue),
            word.EndedBy,
            word.EndedAt is { } ended ? OfficeTime.Text(ended, catalogue) : null);
    }
}
