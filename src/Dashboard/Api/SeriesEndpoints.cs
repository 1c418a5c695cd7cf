using System.Security.Claims;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Publishing;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/series</c>: curves, as JSON or CSV.</summary>
public static class SeriesEndpoints
{
    private static readonly QueryParameter From = new("from", "First date, or instant with offset.", "2019-01-01", Required: true);
    private static readonly QueryParameter To = new("to", "End (exclusive): a date, or an instant with offset.", "2020-01-01", Required: true);
    private static readonly QueryParameter Grain = new("grain", "hour, day, week, month, quarter or year.", "day", Required: true);
    private static readonly IReadOnlyList<QueryParameter> Parameters = [From, To, Grain, .. QueryParameter.Selection];

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapSeries(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/series", AnswerAsync)
            .RequireAuthorization(Policies.Read)
            .WithTags("Figures")
            .WithSummary("Curves; at most 100,000 points.")
            .WithDescription("Null means unknown; 0 means known to be none. Where the server reads the time before its counts' window from a time-series store, readFrom names it. With Accept: text/csv one row per point: time,metric,unit,category,source,key,value.")
            .Produces<SeriesAnswer>(StatusCodes.Status200OK, "application/json", "text/csv")
            .WithQuery(Parameters)
            .WithQueryProblems();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, ClaimsPrincipal caller, CurveQuestions curves, IStatistics statistics, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, Parameters);
        SeriesAnswer answer = await curves.AskAsync(
            query,
            (reader, now) =>
            {
                Selection selection = Selection.Read(query, reader.Catalogue, caller);
                return statistics.Evaluate(
                    reader,
                    new SeriesRequest
                    {
                        Metrics = selection.Metrics,
                        Unit = selection.Unit,
                        Category = selection.Category,
                        Source = selection.Source,
                        By = selection.By,
                        From = Plus(query.One(From)),
                        To = Plus(query.One(To)),
                        Grain = query.One(Grain) ?? "",
                    },
                    now);
            },
            cancellationToken);
        return WantsCsv(request) ? new SeriesCsv(answer) : TypedResults.Ok(answer);
    }

    /// <summary>A plus sign that was not percent-encoded arrives as a space.</summary>
    private static string Plus(string? text) => (text ?? "").Replace(' ', '+');

    private static bool WantsCsv(HttpRequest request) =>
        request.GetTypedHeaders().Accept
            .Where(accept => accept.Quality is not 0 && accept.MediaType.Value is "text/csv" or "application/json")
            .OrderByDescending(accept => accept.Quality ?? 1)
            .FirstOrDefault()?.MediaType.Value == "text/csv";
}
