using System.Security.Claims;
using Tongbi.Collector.Aberrations;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/aberrations</c>: statistical outbreak detection on one count series.</summary>
public static class AberrationEndpoints
{
    private static readonly QueryParameter Method = new("method", "farrington, farrington-flexible, ears-c1, ears-c2, ears-c3 or cusum.", "farrington-flexible", Required: true);
    private static readonly QueryParameter Grain = new("grain", "day, week or month.", "week", Required: true);
    private static readonly QueryParameter From = new("from", "First date to evaluate; what lies before it is the method's history.", "2019-01-01", Required: true);
    private static readonly QueryParameter To = new("to", "End (exclusive).", "2020-01-01", Required: true);

    /// <summary>One series: no split, and one metric.</summary>
    private static readonly QueryParameter Metric = QueryParameter.Metric with { Description = "A flow or a selection of the catalogue.", Several = false };

    /// <summary>The settings under the names of R's package surveillance, with its defaults.</summary>
    private static readonly QueryParameter[] Settings =
    [
        new("b", "Farrington: years back. Default 5.", "5"),
        new("w", "Farrington: half-width of the window around the same period of a past year. Default 3.", "3"),
        new("reweight", "Farrington: whether past outbreaks are weighted down. Default true.", "true"),
        new("weightsThreshold", "Farrington flexible: Anscombe residual above which a past count is weighted down. Default 2.58.", "2.58"),
        new("alpha", "Error of the bound; for CUSUM the extra variation of trans=pearsonNegBin. Default: Farrington 0.05, C1 and C2 0.001, C3 0.025, CUSUM 0.1.", "0.05"),
        new("trend", "Farrington: whether a linear trend may be fitted. Default true.", "true"),
        new("pThresholdTrend", "Farrington flexible: the trend is kept only below this p-value; 1 = always. Default 0.05.", "0.05"),
        new("limit54", "Farrington: cases,periods; fewer cases than this in the last periods: no result. Default 5,4.", "5,4"),
        new("powertrans", "Farrington with thresholdMethod=delta: 2/3, 1/2 or none. Default 2/3.", "2/3"),
        new("noPeriods", "Farrington flexible: levels of the seasonal factor; 1 = only the windows are used. Default 1.", "10"),
        new("pastWeeksNotIncluded", "Farrington flexible: periods before the present one that are not used. Default: as w.", "26"),
        new("thresholdMethod", "Farrington flexible: delta, nbPlugin or muan. Default delta.", "nbPlugin"),
        new("baseline", "EARS: periods of the baseline. Default 7.", "7"),
        new("minSigma", "EARS: smallest standard deviation. Default 0.", "0"),
        new("k", "CUSUM: reference value. Default 1.04.", "1.04"),
        new("h", "CUSUM: decision limit. Default 2.26.", "2.26"),
        new("m", "CUSUM: in-control mean, or glm for one with a yearly wave. Default: mean of all that is known before the range.", "glm"),
        new("trans", "CUSUM: standard, rossi, anscombe, pearsonNegBin or none. Default standard.", "rossi"),
    ];

    private static readonly IReadOnlyList<QueryParameter> Parameters =
    [
        Method, Grain, From, To, Metric, QueryParameter.Unit, QueryParameter.Category, QueryParameter.Source, QueryParameter.At, QueryParameter.AsOf, QueryParameter.AsOfVersion, .. Settings,
    ];

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapAberrations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/aberrations", AnswerAsync)
            .RequireAuthorization(Policies.Read)
            .WithTags("Figures")
            .WithSummary("Statistical outbreak detection on a count series.")
            .WithDescription("Observed is null where unknown; expected, upperBound and score are null where the method has none. A running period is judged by what it has counted so far.")
            .Produces<AberrationAnswer>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, ClaimsPrincipal caller, CountQuestions counts, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, Parameters);
        string grain = query.One(Grain) ?? "";
        Detector detector = DetectorReader.Read(query.One(Method) ?? "", ReadSettings(query), AberrationSeries.FrequencyOf(grain));
        AberrationSeries series = await counts.AskAsync(
            query,
            (reader, now) =>
            {
                Selection selection = Selection.Read(query, reader.Catalogue, caller);
                return AberrationSeries.Read(
                    reader,
                    new AberrationRequest
                    {
                        Metric = selection.Metrics is [var only]
                            ? only
                            : throw new QueryException("too_many_values", "metric", "metric takes one value here: a detector looks at one series."),
                        Unit = selection.Unit,
                        Category = selection.Category,
                        Source = selection.Source,
                        From = Plus(query.One(From)),
                        To = Plus(query.One(To)),
                        Grain = grain,
                    },
                    now);
            },
            cancellationToken);
        return TypedResults.Ok(series.Evaluate(detector));
    }

    private static Dictionary<string, string> ReadSettings(QueryReader query)
    {
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        foreach (QueryParameter setting in Settings)
        {
            if (query.One(setting) is { } text)
            {
                given[setting.Name] = text;
            }
        }

        return given;
    }

    /// <summary>A plus sign that was not percent-encoded arrives as a space.</summary>
    private static string Plus(string? text) => (text ?? "").Replace(' ', '+');
}
