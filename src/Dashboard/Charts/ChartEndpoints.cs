using System.Globalization;
using System.Security.Claims;
using Microsoft.Net.Http.Headers;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Charts;

/// <summary><c>GET /api/v1/charts/{kind}.{png|svg}</c>: the figures as pictures.</summary>
public static class ChartEndpoints
{
    private const int LeastSide = 120;
    private const int LongestSide = 4000;

    private static readonly QueryParameter Period = new("period", "One period of /api/v1/statistics. Default: mtd; of a trend last-28d.", "2019-06");
    private static readonly QueryParameter From = new("from", "First date, in place of a period.", "2019-06-01");
    private static readonly QueryParameter To = new("to", "End date (exclusive), in place of a period.", "2019-07-01");
    private static readonly QueryParameter Compare = new("compare", "year, year:2019, year-weekday, year-lunar, previous or none. Default: year.", "year");
    private static readonly QueryParameter Grain = new("grain", "Step of a curve: hour, day, week, month, quarter or year. Default: one that fits the period.", "day");
    private static readonly QueryParameter Band = new("band", "years: a curve also carries the range of the same days in the three years before. Default: none.", "years");
    private static readonly QueryParameter Width = new("width", $"Width in pixels, {LeastSide} to {LongestSide}. Default: 800.", "800");
    private static readonly QueryParameter Height = new("height", $"Height in pixels, {LeastSide} to {LongestSide}. Default: 400.", "400");
    private static readonly QueryParameter Theme = new("theme", "light (paper) or dark (the wall's). Default: light.", "dark");
    private static readonly QueryParameter Language = new("lang", "zh or en. Default: zh.", "en");
    private static readonly IReadOnlyList<QueryParameter> Parameters = [.. QueryParameter.Selection, Period, From, To, Compare, Grain, Band, Width, Height, Theme, Language];

    private delegate ChartSpec Ask(ChartSpecs specs, ICountReader counts, ChartQuestion question, Instant now);

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapCharts(this IEndpointRouteBuilder routes)
    {
        MapChart(routes, "trend", "A curve, with last year's as a ghost line.", (specs, counts, question, now) => specs.Trend(counts, question, now));
        MapChart(routes, "ranking", "Units by their figures; by= takes another split.", (specs, counts, question, now) => specs.Ranking(counts, question, now));
        MapChart(routes, "heatmap", "Counts by day of the week and hour.", (specs, counts, question, now) => specs.Heatmap(counts, question, now));
        MapChart(routes, "shares", "The parts of a count by category; by= takes another split.", (specs, counts, question, now) => specs.Shares(counts, question, now));
        MapChart(routes, "waterfall", "What a change is made of, by category; by= takes another split.", (specs, counts, question, now) => specs.Waterfall(counts, question, now));
        MapChart(routes, "multiples", "The same curve for every unit, on one scale; by= takes another split.", (specs, counts, question, now) => specs.Multiples(counts, question, now));
        return routes;
    }

    private static void MapChart(IEndpointRouteBuilder routes, string kind, string summary, Ask ask)
    {
        foreach (bool svg in new[] { false, true })
        {
            string type = svg ? "image/svg+xml" : "image/png";
            routes.MapGet($"/api/v1/charts/{kind}.{(svg ? "svg" : "png")}", (HttpRequest request, ClaimsPrincipal caller, CountQuestions counts, ChartSpecs specs, ChartGallery gallery, DemoState demo, CancellationToken cancellationToken) =>
                    AnswerAsync(new Form(kind, svg, type), ask, request, caller, counts, specs, gallery, demo, cancellationToken))
                .RequireAuthorization(Policies.Read)
                .WithTags("Charts")
                .WithSummary(summary)
                .WithDescription("The figures of /api/v1/statistics and /api/v1/series at one version, named in the header X-Tongbi-Version. The ETag changes when anything in the picture does.")
                .Produces(StatusCodes.Status200OK, null, type)
                .Produces(StatusCodes.Status304NotModified)
                .ProducesProblem(StatusCodes.Status501NotImplemented)
                .WithQuery(Parameters)
                .WithQueryProblems();
        }
    }

    private static async Task<IResult> AnswerAsync(Form form, Ask ask, HttpRequest request, ClaimsPrincipal caller, CountQuestions counts, ChartSpecs specs, ChartGallery gallery, DemoState demo, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, Parameters);
        ChartSize size = new(ReadSide(query, Width, 800), ReadSide(query, Height, 400));
        ChartTheme theme = ReadTheme(query);
        (ChartSpec spec, long version) = await counts.AskAsync(
            query,
            (reader, now) => (ask(specs, reader, Read(form, query, Selection.Read(query, reader.Catalogue, caller), demo), now), reader.Version),
            cancellationToken);
        string name = ChartGallery.NameOf(spec, size, theme, form.Svg);
        EntityTagHeaderValue tag = new($"\"{name}\"");
        request.HttpContext.Response.Headers[SeriesCsv.VersionHeader] = version.ToString(CultureInfo.InvariantCulture);
        request.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known == EntityTagHeaderValue.Any))
        {
            request.HttpContext.Response.GetTypedHeaders().ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        try
        {
            ReadOnlyMemory<byte> picture = await gallery.PictureAsync(name, spec, size, theme, form.Svg, cancellationToken);
            return TypedResults.Bytes(picture, form.Type, entityTag: tag);
        }
        catch (FontsMissingException missing)
        {
            return Problems.Result(StatusCodes.Status501NotImplemented, "no_fonts", missing.Message);
        }
    }

    private static ChartQuestion Read(Form form, QueryReader query, Selection selection, DemoState demo) => new()
    {
        Metrics = selection.Metrics,
        Unit = selection.Unit,
        Category = selection.Category,
        Source = selection.Source,
        By = form.Kind is "trend" or "heatmap" && selection.By is not null
            ? throw new QueryException("bad_by", "by", $"A {form.Kind} shows one line of figures; use /api/v1/charts/multiples for one each.")
            : selection.By,
        Period = ReadPeriod(form, query),
        Compare = query.One(Compare) ?? "year",
        Grain = query.One(Grain),
        Band = query.One(Band) switch
        {
            null or "none" => false,
            "years" => true,
            var other => throw new QueryException("bad_parameter", "band", $"band \"{QueryReader.Short(other)}\" is neither years nor none."),
        },
        Language = query.One(Language) switch
        {
            null or "zh" => "zh",
            "en" => "en",
            var other => throw new QueryException("bad_parameter", "lang", $"lang \"{QueryReader.Short(other)}\" is neither zh nor en."),
        },
        Simulated = demo.IsOn,
    };

    private static string ReadPeriod(Form form, QueryReader query)
    {
        string? from = query.One(From);
        string? to = query.One(To);
        if (query.One(Period) is { } period)
        {
            return from is null && to is null ? period : throw new QueryException("conflicting_parameters", "period", "period excludes from and to.");
        }

        if (from is null && to is null)
        {
            return form.Kind == "trend" ? "last-28d" : "mtd";
        }

        return ReadDate(From, from) + "/" + ReadDate(To, to);
    }

    private static string ReadDate(QueryParameter parameter, string? text) => text is null
        ? throw new QueryException("missing_parameter", parameter.Name, $"{parameter.Name} is missing; e.g. {parameter.Name}={parameter.Example}.")
        : LocalDatePattern.Iso.Parse(text).Success
            ? text
            : throw new QueryException("bad_time", parameter.Name, $"{parameter.Name} \"{QueryReader.Short(text)}\" is not a date; write e.g. {parameter.Example}.");

    private static int ReadSide(QueryReader query, QueryParameter parameter, int usual) => query.Whole(parameter, "bad_size") switch
    {
        null => usual,
        >= LeastSide and <= LongestSide and { } side => (int)side,
        { } other => throw new QueryException("bad_size", parameter.Name, $"{parameter.Name} {other} is not between {LeastSide} and {LongestSide} pixels."),
    };

    private static ChartTheme ReadTheme(QueryReader query) => query.One(Theme) switch
    {
        null or "light" => ChartTheme.Light,
        "dark" => ChartTheme.Dark,
        var other => throw new QueryException("bad_parameter", "theme", $"theme \"{QueryReader.Short(other)}\" is neither light nor dark."),
    };

    private readonly record struct Form(string Kind, bool Svg, string Type);
}
