using NodaTime.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Held;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/quarantine</c>: what was refused, added up by day, source, code and field; raw values are never kept.</summary>
public static class QuarantineEndpoints
{
    private const int Most = 10_000;
    private const int Usual = 1_000;
    private const int MostCodes = 1_000;
    private static readonly QueryParameter Limit = new("limit", "Most rows to answer, newest first: 1 to 10000, default 1000.", "100");

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapQuarantine(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/quarantine", AnswerAsync)
            .RequireAuthorization(Policies.Read)
            .WithTags("Sources")
            .WithSummary("What was refused, without raw values.")
            .Produces<RefusalList>()
            .WithQuery([Limit])
            .WithQueryProblems();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, ILedger ledger, IHeldRecords held, ICatalogueSource catalogue, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, [Limit]);
        long limit = query.Whole(Limit, "bad_limit") ?? Usual;
        if (limit is < 1 or > Most)
        {
            throw new QueryException("bad_limit", "limit", $"limit {limit} is not between 1 and {Most}.");
        }

        Catalogue current = catalogue.Current;
        IReadOnlyList<RefusalTotal> refusals = await ledger.ReadRefusalsAsync((int)limit, cancellationToken);
        IReadOnlyList<UnmappedCode> unmapped = await held.ReadUnmappedAsync(MostCodes, cancellationToken);
        return TypedResults.Ok(new RefusalList(
            ledger.Version,
            [
                .. refusals.Select(refusal => new RefusalEntry(
                    LocalDatePattern.Iso.Format(refusal.Day),
                    refusal.Source,
                    refusal.Code,
                    refusal.Field,
                    refusal.Count,
                    OfficeTime.Text(refusal.LastAt, current))),
            ],
            held.Held.Values.Sum(),
            [
                .. unmapped.Select(code => new UnmappedEntry(
                    code.Source,
                    code.Field,
                    code.Metric,
                    code.Code,
                    code.Records,
                    OfficeTime.Text(code.First, current),
                    OfficeTime.Text(code.Last, current))),
            ]));
    }

    /// <summary>Refusals, newest day first.</summary>
    /// <param name="Version">Version of the data set.</param>
    /// <param name="Items">By day, source, code and field.</param>
    /// <param name="Held">Records that wait for their codes to be mapped; a locked month may keep mapped ones waiting.</param>
    /// <param name="Unmapped">The codes that they wait for, most records first; the first thousand.</param>
    internal sealed record RefusalList(long Version, IReadOnlyList<RefusalEntry> Items, long Held, IReadOnlyList<UnmappedEntry> Unmapped);

    /// <summary>A code that <c>codes.yaml</c> does not map.</summary>
    /// <param name="Source">Source id.</param>
    /// <param name="Field">unit or category.</param>
    /// <param name="Metric">Categories: the metric that the records name; empty if none.</param>
    /// <param name="Code">The code as the source writes it.</param>
    /// <param name="Records">Records that wait for it.</param>
    /// <param name="First">Earliest time of occurrence among them.</param>
    /// <param name="Last">Latest time of occurrence among them.</param>
    internal sealed record UnmappedEntry(string Source, string Field, string Metric, string Code, long Records, string First, string Last);

    /// <summary>Refusals of one kind on one day.</summary>
    /// <param name="Day">Statistical date on which they were refused.</param>
    /// <param name="Source">Source id if it was recognised, else empty.</param>
    /// <param name="Code">Refusal code.</param>
    /// <param name="Field">Field at fault, or empty.</param>
    /// <param name="Count">How many records.</param>
    /// <param name="LastAt">When the last one was refused.</param>
    internal sealed record RefusalEntry(string Day, string Source, string Code, string Field, long Count, string LastAt);
}
