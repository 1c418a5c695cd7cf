using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/alerts/response-times</c>: how fast alerts are acknowledged, reported back on and cleared.</summary>
public static class ResponseTimeEndpoints
{
    private static readonly Duration Longest = Duration.FromDays(1_100);

    private static readonly QueryParameter From = new("from", "Alerts that fired from here on: a date, or an instant with offset. Default: 30 days before to.", "2026-03-01");
    private static readonly QueryParameter To = new("to", "Alerts that fired before this: a date, or an instant with offset. Default: now.", "2026-04-01");
    private static readonly QueryParameter By = new("by", "Splits the answer by unit, severity (the gravest of the alert's life) or receiver (whoever was told; an alert told to two counts for both).", "unit");
    private static readonly IReadOnlyList<QueryParameter> Parameters = [From, To, QueryParameter.Unit, By];

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapResponseTimes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/alerts/response-times", Answer)
            .RequireAuthorization(Policies.Read)
            .WithTags("Alerts")
            .WithSummary("How fast alerts are acknowledged 签收, reported back on 反馈 and cleared 解除: counts by 0–30, 30–60, 60–120, 120–180 and above 180 seconds, median and 90th percentile.")
            .WithDescription("Acknowledge: from firing to the first acknowledgement; feedback: from there to the first feedback; clear: from there to the clearing (or false alarm) by a person. An alert that resolved before anybody acted is in none; one that somebody is still to act on is waiting.")
            .Produces<ResponseTimesAnswer>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        return routes;
    }

    private static Ok<ResponseTimesAnswer> Answer(HttpRequest request, ClaimsPrincipal caller, ResponseRecord record, TimeProvider time, ICatalogueSource catalogues)
    {
        QueryReader query = new(request, Parameters);
        Catalogue catalogue = catalogues.Current;
        UnitNode unit = Selection.ReadUnit(query, catalogue, caller);
        Instant to = Moment(query, To, catalogue) ?? time.ToClock().GetCurrentInstant();
        Instant from = Moment(query, From, catalogue) ?? to - Duration.FromDays(30);
        if (from >= to || to - from > Longest)
        {
            throw new QueryException("bad_time", "from", $"from must be before to, at most {Longest.Days} days.");
        }

        string? by = query.One(By);
        if (by is not (null or "unit" or "severity" or "receiver"))
        {
            throw new QueryException("bad_by", "by", $"by \"{QueryReader.Short(by)}\" is none of unit, severity, receiver.");
        }

        // At the root an alert of a unit that the catalogue no longer has counts too.
        AlertResponse[] all = [.. record.Between(from, to).Where(one => unit.Parent is null || (catalogue.FindUnit(one.Unit) is { } at && unit.Contains(at)))];
        return TypedResults.Ok(new ResponseTimesAnswer(
            OfficeTime.Text(from, catalogue),
            OfficeTime.Text(to, catalogue),
            unit.Code,
            by,
            [.. ResponseTimes.Bounds.Select(bound => (int)bound.TotalSeconds)],
            Group("", all),
            by is null ? [] : [.. Groups(all, by).Select(group => Group(group.Key, [.. group]))]));
    }

    private static IEnumerable<IGrouping<string, AlertResponse>> Groups(AlertResponse[] all, string by) => by switch
    {
        "unit" => all.GroupBy(one => one.Unit).OrderBy(group => group.Key, StringComparer.Ordinal),
        "severity" => all.GroupBy(one => one.Worst).OrderByDescending(group => group.Key).SelectMany(group => group).GroupBy(one => one.Worst.Word()),
        _ => all.SelectMany(one => one.Receivers.Select(receiver => (receiver, one))).GroupBy(pair => pair.receiver, pair => pair.one).OrderBy(group => group.Key, StringComparer.Ordinal),
    };

    private static ResponseGroup Group(string key, AlertResponse[] alerts) =>
        new(key, alerts.Length, Stage(alerts, ResponseStage.Acknowledge), Stage(alerts, ResponseStage.Feedback), Stage(alerts, ResponseStage.Clear));

    private static StageEntry Stage(AlertResponse[] alerts, ResponseStage stage)
    {
        ResponseTimes times = ResponseTimes.Of(alerts.Select(alert => alert[stage]).Where(time => time.Began).Select(time => time.Took));
        return new StageEntry(times.Count, times.Waiting, times.Buckets, Seconds(times.Median), Seconds(times.P90));
    }

    private static double? Seconds(Duration? duration) => duration is { } known ? Math.Round(known.TotalSeconds, 3) : null;

    private static Instant? Moment(QueryReader query, QueryParameter parameter, Catalogue catalogue) =>
        query.One(parameter) is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } date
            ? catalogue.Calendar.Zone.AtStartOfDay(date.Value).ToInstant()
            : query.Instant(parameter);

    /// <summary>Response times.</summary>
    /// <param name="From">Alerts that fired from here on.</param>
    /// <param name="To">Alerts that fired before this.</param>
    /// <param name="Unit">At this unit and all below it.</param>
    /// <param name="By">The split.</param>
    /// <param name="Bounds">Upper bounds of all buckets but the last, in seconds; each bound belongs to its bucket.</param>
    /// <param name="Total">Over all.</param>
    /// <param name="Items">One for each key of the split.</param>
    internal sealed record ResponseTimesAnswer(string From, string To, string Unit, string? By, IReadOnlyList<int> Bounds, ResponseGroup Total, IReadOnlyList<ResponseGroup> Items);

    /// <summary>Response times of some alerts.</summary>
    /// <param name="Key">Unit code, severity or receiver; empty for the total.</param>
    /// <param name="Alerts">Alerts that fired.</param>
    /// <param name="Acknowledge">触发→签收.</param>
    /// <param name="Feedback">签收→反馈.</param>
    /// <param name="Clear">反馈→解除.</param>
    internal sealed record ResponseGroup(string Key, int Alerts, StageEntry Acknowledge, StageEntry Feedback, StageEntry Clear);

    /// <summary>One stage.</summary>
    /// <param name="Count">Alerts that went through it.</param>
    /// <param name="Waiting">Alerts in the middle of it.</param>
    /// <param name="Buckets">Counts by bucket.</param>
    /// <param name="Median">Seconds, or null.</param>
    /// <param name="P90">Seconds, or null.</param>
    internal sealed record StageEntry(int Count, int Waiting, IReadOnlyList<int> Buckets, double? Median, double? P90);
}
