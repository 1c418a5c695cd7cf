using System.Globalization;
using System.Security.Claims;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Reports;

/// <summary><c>GET /api/v1/reports/{edition}/{period}</c>: a report made at once from the counts as they are, or as they stood at a version.</summary>
public static class ReportEndpoints
{
    private static readonly QueryParameter Format = new("format", "docx, xlsx, pdf, csv or json. Default: docx.", "docx");
    private static readonly QueryParameter Profile = new("profile", "internal or public (counts of 1 to 4 withheld). Default: internal.", "internal");
    private static readonly QueryParameter Language = new("lang", "zh or en. Default: zh.", "zh");
    private static readonly IReadOnlyList<QueryParameter> Parameters = [QueryParameter.Unit, Format, Profile, Language, QueryParameter.AsOf, QueryParameter.AsOfVersion];

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/reports").WithTags("Reports").RequireAuthorization(Policies.Read);
        foreach (ReportEdition edition in ReportEditions.All.Values)
        {
            group.MapGet($"/{edition.Word()}/{{period}}", (string period, HttpRequest request, ClaimsPrincipal caller, ReportAnswers answers, CancellationToken cancellationToken) =>
                    AnswerAsync(edition, period, request, caller, answers, cancellationToken))
                .WithSummary($"The {edition.Word()} report of a period, e.g. {edition.Example()}, made from the counts of one version.")
                .WithDescription("Every figure is the answer of GET /api/v1/statistics at the same version. Of a complete period the same version gives the same bytes.")
                .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
                .Produces(StatusCodes.Status304NotModified)
                .WithQuery(Parameters)
                .WithQueryProblems();
        }

        return routes;
    }

    private static async Task<IResult> AnswerAsync(ReportEdition edition, string period, HttpRequest request, ClaimsPrincipal caller, ReportAnswers answers, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, Parameters);
        long? version = await answers.Counts.FindVersionAsync(query, cancellationToken);
        Catalogue catalogue = answers.Catalogues.Current;
        IReportFormat format = answers.FindFormat(query.One(Format) ?? "docx");
        ReportRequest wanted = new()
        {
            Outline = answers.Plans.Current[edition],
            Period = period,
            Unit = Selection.ReadUnit(query, catalogue, caller),
            IsPublic = ReadPublic(query.One(Profile)),
            Language = ReadLanguage(query.One(Language)),
            Version = version,
        };
        (ReportOrder order, long made) = await answers.Maker.OrderAsync(wanted, cancellationToken);
        string tag = ReportKey.Of(order, made, format.Id, answers.Look.Mark);
        HttpResponse response = request.HttpContext.Response;
        response.Headers[SeriesCsv.VersionHeader] = made.ToString(CultureInfo.InvariantCulture);
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        if (request.Headers.IfNoneMatch.SelectMany(header => (header ?? "").Split(',')).Any(known => known.Trim() == tag))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        ReportDocument document = await answers.Maker.MakeAsync(order, made, cancellationToken);
        byte[] file = answers.Look.Write(document, format, cancellationToken);
        return Results.File(file, format.MediaType, $"{edition.Word()}-{period}-{wanted.Unit.Code}{(wanted.IsPublic ? "-public" : "")}-{wanted.Language}.{format.Id}");
    }

    /// <summary>Reads a profile.</summary>
    /// <exception cref="QueryException">It is neither.</exception>
    internal static bool ReadPublic(string? profile) => profile switch
    {
        null or "internal" => false,
        "public" => true,
        var other => throw new QueryException("bad_parameter", "profile", $"profile \"{QueryReader.Short(other)}\" is neither internal nor public."),
    };

    /// <summary>Reads a language.</summary>
    /// <exception cref="QueryException">It is neither.</exception>
    internal static string ReadLanguage(string? language) => language switch
    {
        null or "zh" => "zh",
        "en" => "en",
        var other => throw new QueryException("bad_parameter", "lang", $"lang \"{QueryReader.Short(other)}\" is neither zh nor en."),
    };
}
