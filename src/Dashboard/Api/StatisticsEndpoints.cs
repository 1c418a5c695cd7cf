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
        "year (同比), year:2019 (that year as the base), year-weekday, year-lunar (农历同比), previous (环比), mean-15w, mean-15w:1.05 (with a growth constant), farrington-flexible, ears-c1, ears-c2, ears-c3, cusum, none. Default: none.",
        "year",
        Several: true);

    private static readonly QueryParameter Sentences = new("sentences", "true: every item also says itself as a sentence, in Chinese and English. Default: false.", "true");

    private static readonly QueryParameter Decimals = new("decimals", "Decimals of percentages in sentences: 1 or 2. Default: 2.", "1");

    private static readonly IReadOnlyList<QueryParameter> Parameters = [Period, Compare, .. QueryParameter.Selection, Sentences, Decimals];

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
                        Sentences = ReadSentences(query),
                        SentenceDecimals = ReadDecimals(query),
                    },
                    now);
            },
            cancellationToken);
        return TypedResults.Ok(answer);
    }

    private static bool ReadSentences(QueryReader query) => query.One(Sentences) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw new QueryException("bad_parameter", "sentences", $"sentences \"{QueryReader.Short(other)}\" is neither true nor false."),
    };

    private static int ReadDecimals(QueryReader query) => query.One(Decimals) switch
    {
        null or "2" => 2,
        "1" => 1,
        var other => throw new QueryException("bad_parameter", "decimals", $"decimals \"{QueryReader.Short(other)}\" is neither 1 nor 2."),
    };
}
