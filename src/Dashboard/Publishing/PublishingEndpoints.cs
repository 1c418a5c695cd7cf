using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Publishing;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Publishing;

/// <summary><c>GET /api/v1/publishing</c>: how far each target of <c>publish.yaml</c> has got.</summary>
public static class PublishingEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapPublishing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/publishing", Answer)
            .RequireAuthorization(Policies.Read)
            .WithTags("Publishing")
            .WithSummary("Every target counts are published to: state, cursor, lag, last success and last error.")
            .Produces<TargetList>()
            .WithQuery([])
            .WithQueryProblems();
        return routes;
    }

    private static Ok<TargetList> Answer(HttpRequest request, PublishingService publishing, ICatalogueSource catalogue, ILedger ledger, TimeProvider time)
    {
        _ = new QueryReader(request, []);
        Catalogue current = catalogue.Current;
        Instant now = time.GetUtcNow().ToInstant();
        long version = ledger.Version;
        return TypedResults.Ok(new TargetList(version, OfficeTime.Text(now, current), [.. publishing.Reports.Select(report => Entry(report, version, now, current, publishing))]));
    }

    private static TargetEntry Entry(TargetReport report, long version, Instant now, Catalogue catalogue, PublishingService publishing) => new(
        report.Target.Id,
        Word(report.Target.Kind),
        Word(report.State),
        report.Cursor,
        Math.Max(0, version - report.Cursor),
        report.Cursor >= version || report.WaitingSince is not { } since ? 0 : Math.Max(0, (long)(now - since).TotalSeconds),
        report.Sent,
        report.Refused,
        report.Coarsened,
        report.Untold,
        report.LastSuccessAt is { } success ? OfficeTime.Text(success, catalogue) : null,
        Error(report, catalogue),
        report.HistoryUntil is { } until ? new TargetProgress(Math.Min(report.Cursor, until), until) : null,
        report.Marks is { } alerts ? new TargetAlerts(Word(alerts.State), alerts.Cursor, publishing.MarksAfter(alerts.Cursor), alerts.Sent, alerts.Refused, Error(alerts, catalogue)) : null);

    private static TargetError? Error(TargetReport report, Catalogue catalogue) =>
        report is { LastError: { } error, LastErrorAt: { } at } ? new TargetError(OfficeTime.Text(at, catalogue), error) : null;

    private static string Word(PublishKind kind) => kind switch
    {
        PublishKind.Influxdb1 => "influxdb1",
        PublishKind.Influxdb2 => "influxdb2",
        PublishKind.Influxdb3 => "influxdb3",
        _ => "tongbi",
    };

    private static string Word(PublishState state) => state switch
    {
        PublishState.Starting => "starting",
        PublishState.History => "history",
        PublishState.Current => "current",
        PublishState.Retrying => "retrying",
        PublishState.Unauthorized => "unauthorized",
        _ => "blocked",
    };

    /// <summary>All targets.</summary>
    /// <param name="Version">Version of the data set.</param>
    /// <param name="At">The moment it is answered for.</param>
    /// <param name="Items">In the file's order.</param>
    internal sealed record TargetList(long Version, string At, IReadOnlyList<TargetEntry> Items);

    /// <summary>One target.</summary>
    /// <param name="Id">Its id in <c>publish.yaml</c>.</param>
    /// <param name="Kind"><c>influxdb1 influxdb2 influxdb3 tongbi</c>.</param>
    /// <param name="State"><c>starting history current retrying unauthorized blocked</c>.</param>
    /// <param name="Cursor">The last version that is wholly there.</param>
    /// <param name="LagVersions">Versions that are not yet there.</param>
    /// <param name="LagSeconds">Age of the oldest of them.</param>
    /// <param name="Sent">Points or figures sent so far, repeated ones too.</param>
    /// <param name="Refused">Points or figures that the target refused for good.</param>
    /// <param name="Coarsened">Upper level: days, months and years that are told as a whole because something in them is below 0.</param>
    /// <param name="Untold">Upper level: years below 0 as a whole, which no figure can tell.</param>
    /// <param name="LastSuccessAt">When it last took something.</param>
    /// <param name="LastError">What last went wrong, without secrets.</param>
    /// <param name="Progress">Only while a whole history is sent.</param>
    /// <param name="Alerts">Only where the transitions of alerts go there too.</param>
    internal sealed record TargetEntry(
        string Id,
        string Kind,
        string State,
        long Cursor,
        long LagVersions,
        long LagSeconds,
        long Sent,
        long Refused,
        long Coarsened,
        long Untold,
        string? LastSuccessAt,
        TargetError? LastError,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TargetProgress? Progress,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TargetAlerts? Alerts);

    /// <summary>How a target stands with the transitions of alerts.</summary>
    /// <param name="State">As of the target.</param>
    /// <param name="Cursor">Number of the last transition that is there.</param>
    /// <param name="Lag">Transitions that are not yet there.</param>
    /// <param name="Sent">Points sent so far, repeated ones too.</param>
    /// <param name="Refused">Points that the target refused for good.</param>
    /// <param name="LastError">What last went wrong, without secrets.</param>
    internal sealed record TargetAlerts(string State, long Cursor, long Lag, long Sent, long Refused, TargetError? LastError);

    /// <summary>What went wrong.</summary>
    /// <param name="At">When.</param>
    /// <param name="Message">For people.</param>
    internal sealed record TargetError(string At, string Message);

    /// <summary>How much of the history is there.</summary>
    /// <param name="Done">Versions sent.</param>
    /// <param name="Of">Versions to send.</param>
    internal sealed record TargetProgress(long Done, long Of);
}
