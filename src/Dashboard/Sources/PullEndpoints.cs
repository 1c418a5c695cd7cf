using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Database;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Sources;

/// <summary><c>GET /api/v1/pulls</c>: how the scheduled pulls from databases of sources are doing.</summary>
public static class PullEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapPulls(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/pulls", Answer)
            .RequireAuthorization(Policies.Read)
            .WithTags("Sources")
            .WithSummary("Every scheduled pull from a source's database: last run, watermark, next run, last fault.")
            .Produces<PullList>()
            .WithQuery([])
            .WithQueryProblems();
        return routes;
    }

    private static Ok<PullList> Answer(HttpRequest request, PullService pulls, ICatalogueSource catalogue)
    {
        _ = new QueryReader(request, []);
        Catalogue current = catalogue.Current;
        return TypedResults.Ok(new PullList([.. pulls.Statuses.Select(status => Entry(status, current))]));
    }

    private static PullEntry Entry(PullStatus status, Catalogue catalogue) => new(
        status.Pull.Id,
        status.Pull.Source,
        status.Pull.Kind == RecordKind.Event ? "events" : "counts",
        status.Pull.Provider.Name,
        status.IsRunning ? "running" : status.LastFault is not null ? "failed" : "waiting",
        status.Watermark?.ToString(),
        Text(status.LastRunAt, catalogue),
        Text(status.LastSuccessAt, catalogue),
        Text(status.NextRunAt, catalogue),
        status.LastTally,
        status.LastFault is { } fault && status.LastFaultAt is { } at ? new PullError(fault.Code, fault.Message, OfficeTime.Text(at, catalogue), status.FaultsInARow) : null);

    private static string? Text(Instant? instant, Catalogue catalogue) => instant is { } known ? OfficeTime.Text(known, catalogue) : null;

    /// <summary>All pulls.</summary>
    /// <param name="Items">In the order of <c>pulls.yaml</c>.</param>
    internal sealed record PullList(IReadOnlyList<PullEntry> Items);

    /// <summary>One pull.</summary>
    /// <param name="Id">Its name.</param>
    /// <param name="Source">Source id.</param>
    /// <param name="Kind">events or counts.</param>
    /// <param name="Provider">postgres, or the factory of the provider.</param>
    /// <param name="State">running, waiting, or failed: the last run failed and it is tried again.</param>
    /// <param name="Watermark">How far it has come, as its column counts; null before its first batch.</param>
    /// <param name="LastRunAt">When the last run began.</param>
    /// <param name="LastSuccessAt">When the last run that came to its end ended.</param>
    /// <param name="NextRunAt">When it runs next.</param>
    /// <param name="LastRun">What the last run brought.</param>
    /// <param name="LastError">Why the last run failed; null if it did not.</param>
    internal sealed record PullEntry(
        string Id,
        string Source,
        string Kind,
        string Provider,
        string State,
        string? Watermark,
        string? LastRunAt,
        string? LastSuccessAt,
        string? NextRunAt,
        PullTally LastRun,
        PullError? LastError);

    /// <summary>A fault, without anything from the database.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Message">One sentence with the remedy.</param>
    /// <param name="At">When the run failed.</param>
    /// <param name="Times">Runs that failed in a row.</param>
    internal sealed record PullError(string Code, string Message, string At, int Times);
}
