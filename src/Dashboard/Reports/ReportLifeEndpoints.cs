using System.Globalization;
using System.Security.Claims;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Reports.Store;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Reports;

/// <summary>Reports that people work on and that were published: list, draft, write, review, publish, withdraw, fetch, compare.</summary>
public static class ReportLifeEndpoints
{
    /// <summary>Most characters of one written part.</summary>
    internal const int LongestText = 10_000;

    /// <summary>Most characters of a comment.</summary>
    internal const int LongestComment = 500;

    private static readonly QueryParameter Language = new("lang", "zh or en. Default: zh.", "zh");
    private static readonly QueryParameter Format = new("format", "docx, xlsx, pdf, csv or json. Default: docx.", "docx");
    private static readonly QueryParameter Edition = new("edition", "monthly, weekly or yearly. Default: all.", "monthly");
    private static readonly QueryParameter State = new("state", "draft, reviewed, published or withdrawn. Default: all.", "published");
    private static readonly QueryParameter Before = new("before", "Only reports with a smaller number: the next of the page before.", "100");
    private static readonly QueryParameter Limit = new("limit", "Most reports of one page, 1 to 200. Default: 50.", "50");
    private static readonly IReadOnlyList<QueryParameter> ListParameters = [Edition, State, Before, Limit];

    /// <summary>Maps <c>/api/v1/reports</c>.</summary>
    public static IEndpointRouteBuilder MapReportLife(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/reports").WithTags("Reports").RequireAuthorization(Policies.Read)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("", List).WithSummary("Reports of the units the caller may read, the newest first.").Produces<ReportList>().WithQuery(ListParameters).WithQueryProblems();
        group.MapPost("", DraftAsync).WithSummary("Begin a draft.").Produces<ReportEntry>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status409Conflict).WithQuery([]).WithQueryProblems();
        group.MapGet("/{id}", Show).WithSummary("A report with what people wrote and everything that happened to it.").Produces<ReportDetail>().WithQuery([]).WithQueryProblems();
        group.MapGet("/{id}/file", FileAsync)
            .WithSummary("Its file: of a published report the bytes as they were published, of a draft as it stands.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").WithQuery([Format, Language]).WithQueryProblems();
        group.MapGet("/{id}/charts/{chart}.svg", ChartAsync).WithSummary("One of its charts.").Produces(StatusCodes.Status200OK, contentType: "image/svg+xml").WithQuery([Language]).WithQueryProblems();
        group.MapGet("/{id}/changes", ChangesAsync).WithSummary("Which of its figures would be printed otherwise today.").Produces<ReportChangeList>().ProducesProblem(StatusCodes.Status409Conflict).WithQuery([Language]).WithQueryProblems();
        group.MapPut("/{id}/paragraphs/{section}", Write)
            .WithSummary("Write one of its parts; the revision that was edited must be given, so that nobody's words are lost.")
            .Produces<ReportSectionEntry>().ProducesProblem(StatusCodes.Status409Conflict).WithQuery([]).WithQueryProblems();
        group.MapPost("/{id}/review", ReviewAsync).WithSummary("Fix its data version: what was reviewed is what will be published.").Produces<ReportEntry>().ProducesProblem(StatusCodes.Status409Conflict).WithQuery([]).WithQueryProblems();
        group.MapPost("/{id}/publish", PublishAsync)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Publish a reviewed report; its files in every format are kept.")
            .Produces<ReportEntry>().ProducesProblem(StatusCodes.Status409Conflict).WithQuery([]).WithQueryProblems();
        group.MapPost("/{id}/withdraw", Withdraw)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Withdraw a report; the comment must say why. Its files stay on record.")
            .Produces<ReportEntry>().ProducesProblem(StatusCodes.Status409Conflict).WithQuery([]).WithQueryProblems();
        return routes;
    }

    private static IResult List(HttpRequest request, ClaimsPrincipal caller, ReportStore store, ReportAnswers answers)
    {
        QueryReader query = new(request, ListParameters);
        Catalogue catalogue = answers.Catalogues.Current;
        int limit = (int)Math.Clamp(query.Whole(Limit, "bad_parameter") ?? 50, 1, ReportStore.MostListed);
        IReadOnlyList<StoredReport> found = store.List(
            Choice<ReportEdition>(query.One(Edition), ReportEditions.All, "edition"),
            Choice<ReportState>(query.One(State), ReportStates.All, "state"),
            query.Whole(Before, "bad_parameter") ?? long.MaxValue,
            limit);
        return Results.Ok(new ReportList(
            [.. found.Where(report => MayRead(caller, report, catalogue)).Select(report => ReportEntry.Of(report, catalogue, answers.Formats))],
            found.Count == limit ? found[^1].Id : null));
    }

    private static async Task<IResult> DraftAsync(NewReport wanted, ClaimsPrincipal caller, ReportDesk desk, ReportAnswers answers, CancellationToken cancellationToken)
    {
        if (IsScreen(caller))
        {
            return NoHands();
        }

        Catalogue catalogue = answers.Catalogues.Current;
        ReportEdition edition = Choice<ReportEdition>(wanted.Edition, ReportEditions.All, "edition") ?? ReportEdition.Monthly;
        UnitNode? unit = wanted.Unit is null ? caller.DefaultUnit(catalogue) : catalogue.FindUnit(wanted.Unit);
        if (unit is null)
        {
            throw new QueryException("unknown_unit", "unit", $"unit \"{QueryReader.Short(wanted.Unit ?? "")}\" is not in the catalogue.");
        }

        if (!caller.MayRead(unit))
        {
            throw new QueryException("forbidden", "unit", "These credentials may not read the unit.");
        }

        (StoredReport? report, ReportRefusal refusal) = await desk.DraftAsync(edition, wanted.Period, unit, ReportEndpoints.ReadPublic(wanted.Profile), caller.ActorName(), null, cancellationToken);
        return refusal == ReportRefusal.None && report is not null
            ? Results.Created("/api/v1/reports/" + report.Id.ToString(CultureInfo.InvariantCulture), ReportEntry.Of(report, catalogue, answers.Formats))
            : Refused(refusal, report);
    }

    private static IResult Show(long id, ClaimsPrincipal caller, ReportStore store, ReportDesk desk, ReportAnswers answers)
    {
        Catalogue catalogue = answers.Catalogues.Current;
        if (Find(id, caller, store, catalogue) is not { } report)
        {
            return Unknown();
        }

        Dictionary<string, ReportParagraph> written = store.Paragraphs(id).ToDictionary(paragraph => paragraph.Section);
        return Results.Ok(new ReportDetail(
            ReportEntry.Of(report, catalogue, answers.Formats),
            [.. desk.OutlineOf(report).ManualBlocks.Select(block => ReportSectionEntry.Of(block, written.GetValueOrDefault(block.Id), catalogue))],
            [.. store.Steps(id).Select(step => ReportStepEntry.Of(step, catalogue))]));
    }

    private static async Task<IResult> FileAsync(long id, HttpRequest request, ClaimsPrincipal caller, ReportStore store, ReportDesk desk, ReportAnswers answers, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, [Format, Language]);
        IReportFormat format = answers.FindFormat(query.One(Format) ?? "docx");
        string language = ReportEndpoints.ReadLanguage(query.One(Language));
        if (Find(id, caller, store, answers.Catalogues.Current) is not { } report)
        {
            return Unknown();
        }

        byte[]? bytes = report.PublishedAt is not null
            ? store.FindFile(id, format.Id, language)
            : answers.Look.Write(await desk.DocumentAsync(report, language, cancellationToken), format, cancellationToken);
        if (bytes is null)
        {
            return Problems.Result(StatusCodes.Status404NotFound, "no_such_file", "The report was published without this format.");
        }

        if (report.Version is { } version)
        {
            request.HttpContext.Response.Headers[SeriesCsv.VersionHeader] = version.ToString(CultureInfo.InvariantCulture);
        }

        request.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(bytes, format.MediaType, $"{report.Edition.Word()}-{report.Period}-{report.Unit}{(report.IsPublic ? "-public" : "")}-{language}.{format.Id}");
    }

    private static async Task<IResult> ChartAsync(
        long id, string chart, HttpRequest request, ClaimsPrincipal caller, ReportStore store, ReportDesk desk, ReportAnswers answers, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, [Language]);
        if (Find(id, caller, store, answers.Catalogues.Current) is not { } report)
        {
            return Unknown();
        }

        ReportDocument document = await desk.DocumentAsync(report, ReportEndpoints.ReadLanguage(query.One(Language)), cancellationToken);
        if (document.Blocks.OfType<ChartBlock>().FirstOrDefault(block => block.Id == chart) is not { } found)
        {
            return Problems.Result(StatusCodes.Status404NotFound, "unknown_chart", "The report has no such chart.");
        }

        request.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        IChartPainter painter = request.HttpContext.RequestServices.GetRequiredService<IChartPainter>();
        return Results.File(painter.Svg(found.Spec, new ChartSize(900, (int)(900 * found.HeightShare)), ChartTheme.Light).ToArray(), "image/svg+xml");
    }

    private static async Task<IResult> ChangesAsync(long id, HttpRequest request, ClaimsPrincipal caller, ReportStore store, ReportDesk desk, ReportAnswers answers, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, [Language]);
        if (Find(id, caller, store, answers.Catalogues.Current) is not { } report)
        {
            return Unknown();
        }

        if (report.PublishedAt is null)
        {
            return Refused(ReportRefusal.WrongState, report);
        }

        (IReadOnlyList<ReportFigureChange> changes, long version) = await desk.ChangesAsync(report, ReportEndpoints.ReadLanguage(query.One(Language)), cancellationToken);
        return Results.Ok(new ReportChangeList(id, report.Version, version, changes));
    }

    private static IResult Write(long id, string section, NewParagraph wanted, ClaimsPrincipal caller, ReportStore store, ReportDesk desk, ReportAnswers answers)
    {
        Catalogue catalogue = answers.Catalogues.Current;
        if (IsScreen(caller))
        {
            return NoHands();
        }

        if (Find(id, caller, store, catalogue) is not { } report)
        {
            return Unknown();
        }

        if (desk.OutlineOf(report).ManualBlocks.FirstOrDefault(block => block.Id == section) is not { } block)
        {
            return Problems.Result(StatusCodes.Status404NotFound, "unknown_section", "The report has no such part for people to write.");
        }

        if (!IsText(wanted.Text) || !IsText(wanted.TextEn ?? ""))
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_text", "text", $"text takes at most {LongestText} characters and no control characters but line breaks.");
        }

        (ReportParagraph? paragraph, ReportRefusal refusal) = store.Write(id, section, wanted.Text.ReplaceLineEndings("\n"), (wanted.TextEn ?? "").ReplaceLineEndings("\n"), wanted.Revision, caller.ActorName());
        return refusal == ReportRefusal.None ? Results.Ok(ReportSectionEntry.Of(block, paragraph, catalogue)) : Refused(refusal, report);
    }

    private static async Task<IResult> ReviewAsync(long id, NewStep wanted, ClaimsPrincipal caller, ReportStore store, ReportDesk desk, ReportAnswers answers, CancellationToken cancellationToken)
    {
        if (IsScreen(caller))
        {
            return NoHands();
        }

        if (Find(id, caller, store, answers.Catalogues.Current) is not { } report)
        {
            return Unknown();
        }

        await answers.Counts.AskAsOfAsync(null, (reader, _) => wanted.Version > reader.Version ? throw new QueryException("unknown_version", "version", $"version {wanted.Version} does not exist yet; the newest is {reader.Version}.") : true, cancellationToken);
        return Answer(await desk.ReviewAsync(report, wanted.Version, caller.ActorName(), Comment(wanted.Comment), cancellationToken), answers);
    }

    private static async Task<IResult> PublishAsync(long id, NewStep wanted, ClaimsPrincipal caller, ReportStore store, ReportDesk desk, ReportAnswers answers, CancellationToken cancellationToken) =>
        Find(id, caller, store, answers.Catalogues.Current) is { } report
            ? Answer(await desk.PublishAsync(report, caller.ActorName(), Comment(wanted.Comment), cancellationToken), answers)
            : Unknown();

    private static IResult Withdraw(long id, NewStep wanted, ClaimsPrincipal caller, ReportStore store, ReportAnswers answers)
    {
        if (Find(id, caller, store, answers.Catalogues.Current) is null)
        {
            return Unknown();
        }

        return Comment(wanted.Comment) is { Length: > 0 } reason
            ? Answer(store.Withdraw(id, caller.ActorName(), reason), answers)
            : Problems.Result(StatusCodes.Status400BadRequest, "bad_comment", "comment", $"comment must say why, in 1 to {LongestComment} characters and without personal data.");
    }

    private static IResult Answer((StoredReport? Report, ReportRefusal Refusal) outcome, ReportAnswers answers) =>
        outcome is { Refusal: ReportRefusal.None, Report: { } report } ? Results.Ok(ReportEntry.Of(report, answers.Catalogues.Current, answers.Formats)) : Refused(outcome.Refusal, outcome.Report);

    private static IResult Refused(ReportRefusal refusal, StoredReport? report) => refusal switch
    {
        ReportRefusal.Exists => Problems.Result(StatusCodes.Status409Conflict, "report_exists", "There is a report for this edition, period, unit and profile; withdraw it first.", new Dictionary<string, object?> { ["id"] = report?.Id }),
        ReportRefusal.WrongState => Problems.Result(StatusCodes.Status409Conflict, "wrong_state", $"The report is {report?.State.Word()}; a draft is reviewed, a reviewed one is published, and what is published is only withdrawn."),
        ReportRefusal.WrittenMeanwhile => Problems.Result(StatusCodes.Status409Conflict, "written_meanwhile", "Somebody else wrote this part meanwhile; read it again and add your words to theirs."),
        _ => Unknown(),
    };

    private static StoredReport? Find(long id, ClaimsPrincipal caller, ReportStore store, Catalogue catalogue) =>
        store.Find(id) is { } report && MayRead(caller, report, catalogue) ? report : null;

    private static bool MayRead(ClaimsPrincipal caller, StoredReport report, Catalogue catalogue) =>
        catalogue.FindUnit(report.Unit) is { } unit ? caller.MayRead(unit) : caller.MayRead(catalogue.RootUnit);

    private static IResult Unknown() => Problems.Result(StatusCodes.Status404NotFound, "unknown_report", "There is no report of this number that these credentials may read.");

    private static bool IsScreen(ClaimsPrincipal caller) => caller.Identity?.AuthenticationType == Caller.Device;

    private static IResult NoHands() => Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "A screen cannot work on reports.");

    private static bool IsText(string text) => text.Length <= LongestText && !text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'));

    private static string Comment(string? comment) => comment?.Trim() is { Length: <= LongestComment } said ? said : "";

    private static T? Choice<T>(string? word, IReadOnlyDictionary<string, T> choices, string name)
        where T : struct => word is null ? null
        : choices.TryGetValue(word, out T choice) ? choice
        : throw new QueryException("bad_parameter", name, $"{name} \"{QueryReader.Short(word)}\" is none of {string.Join(", ", choices.Keys)}.");
}
