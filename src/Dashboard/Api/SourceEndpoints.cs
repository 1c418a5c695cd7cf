using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Health;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/sources</c>: how the sources are doing.</summary>
public static class SourceEndpoints
{
    /// <summary>More kinds of refusal than this, day by day, are not added up: the newest are.</summary>
    private const int MostRefusals = 10_000;

    /// <summary>Enough to see what a source does wrong; it does it everywhere.</summary>
    private const int MostOverlaps = 1_000;

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapSources(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/sources").WithTags("Sources").RequireAuthorization(Policies.Read);
        group.MapGet("", ListAsync)
            .WithSummary("Every source: last record, last success, lag, state, rates of the last minutes, hour and day, clocks, accepted and refused counts.")
            .Produces<SourceList>()
            .WithQuery([])
            .WithQueryProblems();
        group.MapGet("/{id}", DescribeAsync)
            .WithSummary("One source, with its figures that overlap at different grains.")
            .Produces<SourceEntry>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery([])
            .WithQueryProblems();
        return routes;
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ICatalogueSource catalogue, ILedger ledger, SourceFaults faults, ICountCube cube, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = new QueryReader(request, []);
        Catalogue current = catalogue.Current;
        Instant now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Knowledge known = await Knowledge.ReadAsync(ledger, now, cancellationToken);
        return TypedResults.Ok(new SourceList(
            ledger.Version,
            Text(now, current)!, // an instant has a text
            [.. current.Sources.Select(source => Entry(source, known, faults, cube, current, now))]));
    }

    private static async Task<IResult> DescribeAsync(string id, HttpRequest request, ICatalogueSource catalogue, ILedger ledger, SourceFaults faults, CountCube cube, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = new QueryReader(request, []);
        Catalogue current = catalogue.Current;
        if (current.FindSource(id) is not { } source)
        {
            return Problems.Result(StatusCodes.Status404NotFound, "unknown_source", "There is no source of this id in the catalogue.");
        }

        Instant now = Instant.FromDateTimeOffset(time.GetUtcNow());
        SourceEntry entry = Entry(source, await Knowledge.ReadAsync(ledger, now, cancellationToken), faults, cube, current, now);
        return TypedResults.Ok(entry with { Overlaps = [.. cube.Overlaps(source.Id, MostOverlaps).Select(overlap => OverlapEntry.Of(overlap, current.Calendar))] });
    }

    private static SourceEntry Entry(SourceSystem source, Knowledge known, SourceFaults faults, ICountCube cube, Catalogue catalogue, Instant now)
    {
        SourceActivity? activity = known.Activity.GetValueOrDefault(source.Id);
        SourceFault? fault = faults.Find(source.Id);
        SourceHealth health = SourceHealth.Of(source, activity, fault, now);
        IReadOnlyList<TrafficWindow> windows = TrafficWindow.Of(known.Traffic[source.Id], now);
        return new SourceEntry(
            source.Id,
            source.Name,
            source.NameEn,
            Word(health.State),
            Text(activity?.LastRecordAt, catalogue),
            Text(activity?.LastSuccessAt, catalogue),
            health.Lag is { } lag ? (long)lag.TotalSeconds : null,
            PeriodPattern.NormalizingIso.Format(Period.FromSeconds((long)source.Cadence.TotalSeconds)),
            activity?.Accepted ?? 0,
            activity?.Rejected ?? 0,
            known.Refusals[source.Id].GroupBy(refusal => refusal.Code).OrderBy(code => code.Key, StringComparer.Ordinal).ToDictionary(code => code.Key, code => code.Sum(refusal => refusal.Count)),
            FaultEntry.Of(fault, catalogue),
            [.. windows.Select(RateEntry.Of)],
            ClockEntry.Of(windows[^1].Traffic),
            CorrectionsEntry.Read(cube, source.Id, now));
    }

    private static string Word(SourceState state) => state switch
    {
        SourceState.Live => "live",
        SourceState.Late => "late",
        SourceState.Silent => "silent",
        SourceState.Failed => "failed",
        _ => "never",
    };

    private static string? Text(Instant? instant, Catalogue catalogue) => instant is { } known ? OfficeTime.Text(known, catalogue) : null;

    /// <summary>All sources.</summary>
    /// <param name="Version">Version of the data set.</param>
    /// <param name="At">The moment it is answered for.</param>
    /// <param name="Items">In the catalogue's order.</param>
    internal sealed record SourceList(long Version, string At, IReadOnlyList<SourceEntry> Items);

    /// <summary>One source.</summary>
    /// <param name="Id">Catalogue id.</param>
    /// <param name="Name">Chinese name.</param>
    /// <param name="NameEn">English name.</param>
    /// <param name="State"><c>live late silent failed never</c>.</param>
    /// <param name="LastRecordAt">Latest time of occurrence among accepted records.</param>
    /// <param name="LastSuccessAt">Last delivery with at least one good record.</param>
    /// <param name="LagSeconds">Age of the last success.</param>
    /// <param name="Cadence">How often it normally delivers, ISO 8601.</param>
    /// <param name="Accepted">Good records in all.</param>
    /// <param name="Rejected">Refused records in all.</param>
    /// <param name="RejectedByCode">Refused records by code.</param>
    /// <param name="Fault">A way in of ours that fails for it; null if none does.</param>
    /// <param name="Rates">What it sent in the last five minutes, hour and day.</param>
    /// <param name="Clock">How its clock and ours go together.</param>
    /// <param name="Corrections">What came late and what was moved of the last 30 days.</param>
    /// <param name="Overlaps">Only where one source is asked for: figures that stand over finer figures or events of the same series, which are
    /// therefore not counted; the first thousand.</param>
    internal sealed record SourceEntry(
        string Id,
        string Name,
        string NameEn,
        string State,
        string? LastRecordAt,
        string? LastSuccessAt,
        long? LagSeconds,
        string Cadence,
        long Accepted,
        long Rejected,
        IReadOnlyDictionary<string, long> RejectedByCode,
        FaultEntry? Fault,
        IReadOnlyList<RateEntry> Rates,
        ClockEntry Clock,
        CorrectionsEntry? Corrections,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OverlapEntry>? Overlaps = null);

    /// <summary>What the ledger knows of all sources at one moment.</summary>
    private sealed record Knowledge(IReadOnlyDictionary<string, SourceActivity> Activity, ILookup<string, RefusalTotal> Refusals, ILookup<string, TrafficMinute> Traffic)
    {
        public static async Task<Knowledge> ReadAsync(ILedger ledger, Instant now, CancellationToken cancellationToken) => new(
            ledger.Activity,
            (await ledger.ReadRefusalsAsync(MostRefusals, cancellationToken)).ToLookup(refusal => refusal.Source, StringComparer.Ordinal),
            (await ledger.ReadTrafficAsync(TrafficWindow.FirstMinute(now), cancellationToken)).ToLookup(minute => minute.Source, StringComparer.Ordinal));
    }
}
