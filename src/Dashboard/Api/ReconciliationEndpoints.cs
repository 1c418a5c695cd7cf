using System.Security.Claims;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/reconciliation</c>: what two sources of the same fact say, side by side.</summary>
public static class ReconciliationEndpoints
{
    private static readonly QueryParameter Metric = QueryParameter.Metric with
    {
        Description = "One or several metrics whose catalogue entry has reconcile, or selections of such. Default: all metrics that have it.",
        Required = false,
    };

    private static readonly QueryParameter Period = new("period", "As in /api/v1/statistics.", "2019-06", Required: true, Several: true);

    private static readonly QueryParameter By = QueryParameter.By with { Description = "unit or category: one item per child one level down; metric: one per metric." };

    private static readonly IReadOnlyList<QueryParameter> Parameters =
        [Metric, Period, QueryParameter.Unit, QueryParameter.Category, By, QueryParameter.At, QueryParameter.AsOf, QueryParameter.AsOfVersion];

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapReconciliation(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/reconciliation", AnswerAsync)
            .RequireAuthorization(Policies.Read)
            .WithTags("Figures")
            .WithSummary("What two sources of the same fact say, and where they disagree.")
            .WithDescription("Of a running period its complete hours are compared, or where one source is not heard that far yet, its complete days. Disagree is null while one of them has not told all.")
            .Produces<ReconciliationAnswer>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, ClaimsPrincipal caller, CountQuestions counts, IStatistics statistics, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, Parameters);
        return TypedResults.Ok(await counts.AskAsync(
            query,
            (reader, now) =>
            {
                Selection selection = Selection.Read(query, reader.Catalogue, caller);
                return statistics.Evaluate(
                    reader,
                    new ReconciliationRequest
                    {
                        Metrics = selection.Metrics.Count > 0 ? selection.Metrics : [.. reader.Catalogue.Metrics.Where(metric => Has(metric, selection.Category))],
                        Unit = selection.Unit,
                        Category = selection.Category,
                        By = selection.By == SplitBy.Source ? throw new QueryException("bad_by", "by", "by \"source\" says nothing here: both sources stand in every item; use unit, category or metric.") : selection.By,
                        Periods = query.Values(Period),
                    },
                    now);
            },
            cancellationToken));
    }

    private static bool Has(Metric metric, string category) => metric.Reconcile is not null && metric.FindCategory(category) is not null;
}
