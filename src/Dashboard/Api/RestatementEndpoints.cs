using System.Security.Claims;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/restatements</c>: figures of a closed or locked month that are no longer what they were then.</summary>
public static class RestatementEndpoints
{
    private static readonly QueryParameter Month = new("month", "Statistical month that was closed or locked.", "2019-06", Required: true);
    private static readonly QueryParameter Metric = QueryParameter.Metric with { Description = "Metric ids of the catalogue. Default: all.", Required = false };
    private static readonly IReadOnlyList<QueryParameter> Parameters = [Month, QueryParameter.Unit, Metric];

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapRestatements(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/restatements", AnswerAsync)
            .RequireAuthorization(Policies.Read)
            .WithTags("Seals")
            .WithSummary("Figures of a sealed month that changed afterwards: old and new, by whom, and why it was let in.")
            .WithDescription("First each metric as a whole for the unit, then every (unit, category) in which records moved. Old is the figure at the version that was closed or locked, new the present one; both are what GET /api/v1/statistics answers.")
            .Produces<RestatementList>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(
        HttpRequest request, ClaimsPrincipal caller, CountQuestions counts, IStatistics statistics, ILedger ledger, ISealBook book, ICatalogueSource catalogues, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, Parameters);
        Catalogue catalogue = catalogues.Current;
        UnitNode unit = Selection.ReadUnit(query, catalogue, caller);
        Metric[] metrics = ReadMetrics(query, catalogue);
        SealSpan span = SealTexts.ReadMonth(query.One(Month) ?? "", catalogue.Calendar);
        string month = SealEntry.MonthText(span.Month);
        SealBook seals = book.Seals;
        if (seals.BaselineOf(span.Month)?.Approval is not { } baseline)
        {
            return TypedResults.Ok(new RestatementList(ledger.Version, month, SealEntry.Word(SealState.Open), null, [], false, []));
        }

        SealAct[] acts = [.. seals.Acts.Where(act => act.Span.Month == span.Month && act.Approval is not null)];
        RestatedCells cells = await RestatedCells.ReadAsync(ledger, catalogue, unit, span, baseline.Version, acts, cancellationToken);
        StatisticsRequest[] questions = [.. cells.Questions(metrics, month)];
        StatisticsAnswer[] then = await counts.AskAsOfAsync(baseline.Version, (reader, now) => Answer(statistics, questions, reader, now), cancellationToken);
        StatisticsAnswer[] today = await counts.AskAsOfAsync(null, (reader, now) => Answer(statistics, questions, reader, now), cancellationToken);
        List<Restatement> items = [];
        foreach ((StatisticItem old, StatisticItem current) in then.SelectMany(answer => answer.Items).Zip(today.SelectMany(answer => answer.Items)))
        {
            if (old.Value != current.Value)
            {
                RestatedTrail trail = cells.TrailOf(current);
                items.Add(new Restatement(
                    current.Metric,
                    current.Unit,
                    current.Category,
                    old.Value,
                    current.Value,
                    current.Value - old.Value,
                    trail.LastAt is { } last ? OfficeTime.Text(last, catalogue) : null,
                    trail.Actors,
                    [.. acts.Where(act => trail.Amendments.Contains(act.Id)).Select(act => SealEntry.Of(act, catalogue))]));
            }
        }

        return TypedResults.Ok(new RestatementList(
            today.Length > 0 ? today[0].Version : ledger.Version,
            month,
            SealEntry.Word(seals.StateOf(span.Month)),
            baseline.Version,
            items,
            cells.IsCut,
            [.. acts.Select(act => SealEntry.Of(act, catalogue))]));
    }

    private static StatisticsAnswer[] Answer(IStatistics statistics, StatisticsRequest[] questions, ICountReader reader, Instant now) =>
        [.. questions.Select(question => statistics.Evaluate(reader, question, now))];

    private static Metric[] ReadMetrics(QueryReader query, Catalogue catalogue)
    {
        IReadOnlyList<string> ids = query.Values(Metric);
        return ids.Count == 0
            ? [.. catalogue.Metrics]
            :
            [
                .. ids.Select(id => catalogue.FindMetric(id)
                    ?? throw new QueryException("unknown_metric", "metric", $"metric \"{QueryReader.Short(id)}\" is not in the catalogue; GET /api/v1/catalog lists the metrics.")),
            ];
    }

    /// <summary>What became of a sealed month.</summary>
    /// <param name="Version">Version of the new figures.</param>
    /// <param name="Month">The month.</param>
    /// <param name="State"><c>open closed locked</c>.</param>
    /// <param name="SealedVersion">Version of the old figures; null where the month is open.</param>
    /// <param name="Items">Figures that changed: first those of the unit as a whole, then where records moved.</param>
    /// <param name="Truncated">Whether more (metric, unit, category) moved than are listed one by one; ask for fewer metrics or a smaller unit.</param>
    /// <param name="Seals">Every approved act on the month, with reason and persons.</param>
    internal sealed record RestatementList(long Version, string Month, string State, long? SealedVersion, IReadOnlyList<Restatement> Items, bool Truncated, IReadOnlyList<SealEntry> Seals);

    /// <summary>A figure that changed after it was sealed.</summary>
    /// <param name="Metric">Metric id.</param>
    /// <param name="Unit">Unit code.</param>
    /// <param name="Category">Category path; empty = all.</param>
    /// <param name="Old">The figure that was closed or locked; null = unknown.</param>
    /// <param name="New">The figure now.</param>
    /// <param name="Change">New less old.</param>
    /// <param name="LastAt">When records below it last moved.</param>
    /// <param name="Actors">Who sent them, at most twenty; GET /api/v1/history tells each step.</param>
    /// <param name="Amendments">The amendments that let them into a locked month, with reason and persons.</param>
    internal sealed record Restatement(
        string Metric, string Unit, string Category, decimal? Old, decimal? New, decimal? Change, string? LastAt, IReadOnlyCollection<string> Actors, IReadOnlyList<SealEntry> Amendments);
}
