using System.Security.Claims;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/statistics</c>: figures with their comparisons.</summary>
public static class StatisticsEndpoints
{
    private static readonly QueryParameter Period = new(
        "period",
        "today, yesterday, wtd, mtd, qtd, ytd, last-7d, last-28d, last-12m, 2019, 2019-Q2, 2019-06, 2019-W23, 2019-06-01, 2019-06-01/2019-07-01 (end exclusive).",
        "ytd",
        Required: true,
        Several: true);

    private static readonly QueryParameter Compare = new(
        "compare",
        "year (同比), year:2019 (that year as the base), year-weekday, previous (环比), none. Default: none.",
        "year",
        Several: true);

    private static readonly IReadOnlyList<QueryParameter> Parameters = [Period, Compare, .. QueryParameter.Selection];

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapStatistics(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/statistics", AnswerAsync)
            .RequireAuthorization(Policies.Read)
            .WithTags("Figures")
            .WithSummary("Figures with their comparisons.")
            .WithDescription("Every figure of the answer is of one version. Null means unknown; 0 means known to be none.")
            .Produces<StatisticsAnswer>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, ClaimsPrincipal caller, CountQuestions counts, IStatistics statistics, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, Parameters);
        StatisticsAnswer answer = await counts.AskAsync(
            query,
            (reader, now) =>
            {
                Selection selection = Selection.Read(query, reader.Catalogue, caller);
                return statistics.Evaluate(
                    reader,
                    new StatisticsRequest
                    {
                        Metrics = selection.Metrics,
                        Unit = selection.Unit,
                        Category = selection.Category,
                        Source = selection.Source,
                        By = selection.By,
                        Periods = query.Values(Period),
                        Compare = query.Values(Compare),
                    },
                    now);
            },
            cancellationToken);
        return TypedResults.Ok(answer);
    }
}
