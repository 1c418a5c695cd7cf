using System.Globalization;
using System.Security.Claims;
using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Seals;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/history</c>: who changed a figure, when and by how much.</summary>
public static class HistoryEndpoints
{
    private const int Most = 1_000;
    private const int Usual = 100;

    private static readonly QueryParameter Metric = QueryParameter.Metric with { Description = "One metric id of the catalogue; not a ratio.", Several = false };
    private static readonly QueryParameter Period = new("period", "One period, in the spelling of GET /api/v1/statistics.", "2019-06", Required: true);
    private static readonly QueryParameter Limit = new("limit", "Most steps to answer, newest first: 1 to 1000, default 100.", "100");
    private static readonly QueryParameter Cursor = new("cursor", "The answer's next: goes on where the page before ended.", "18");
    private static readonly IReadOnlyList<QueryParameter> Parameters = [Metric, QueryParameter.Unit, QueryParameter.Category, QueryParameter.Source, Period, Limit, Cursor, QueryParameter.AsOf, QueryParameter.AsOfVersion];

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/history", AnswerAsync)
            .RequireAuthorization(Policies.Read)
            .WithTags("Figures")
            .WithSummary("Who changed a figure, when and by how much, newest first.")
            .WithDescription("The changes of all pages add up to the figure. Before and after are what had been sent by then: 0 where nothing had, null where it was known only at a coarser grain than asked. A change of a sealed month says how firm the month was, and, where it was locked, the amendment that let it in, with reason and persons.")
            .Produces<HistoryAnswer>()
            .WithQuery(Parameters)
            .WithQueryProblems();
        return routes;
    }

    private static async Task<IResult> AnswerAsync(
        HttpRequest request, ClaimsPrincipal caller, ILedger ledger, ISealBook book, CountQuestions counts, ICatalogueSource catalogues, TimeProvider time, CancellationToken cancellationToken)
    {
        QueryReader query = new(request, Parameters);
        Catalogue catalogue = catalogues.Current;
        _ = query.One(Metric);
        Selection selection = Selection.Read(query, catalogue, caller);
        if (selection.Metrics is not [var metric])
        {
            throw new QueryException("too_many_values", "metric", "metric takes one value here; ask several times.");
        }

        if (metric.Kind == MetricKind.Ratio)
        {
            throw new QueryException("bad_metric", "metric", $"metric {metric.Id} is a ratio and is computed; ask for {metric.Numerator?.Id} and {metric.Denominator?.Id}.");
        }

        long limit = query.Whole(Limit, "bad_limit") ?? Usual;
        if (limit is < 1 or > Most)
        {
            throw new QueryException("bad_limit", "limit", $"limit {limit} is not between 1 and {Most}.");
        }

        NamedPeriod period = PeriodParser.Parse(query.One(Period) ?? "", StatisticalNow.Of(catalogue.Calendar, Instant.FromDateTimeOffset(time.GetUtcNow())));
        long? asOfVersion = await counts.FindVersionAsync(query, cancellationToken);
        FigureHistoryPage page = await new FigureHistory(ledger).ReadAsync(
            catalogue,
            FigureNodes.Of(metric, selection.Category, selection.Unit, selection.Source),
            period.FromDay,
            period.ToDay,
            Math.Min(query.Whole(Cursor, "bad_cursor") ?? long.MaxValue, asOfVersion + 1 ?? long.MaxValue),
            (int)limit,
            cancellationToken);
        return TypedResults.Ok(new HistoryAnswer(
            asOfVersion ?? page.Version,
            metric.Id,
            selection.Unit.Code,
            selection.Category,
            selection.Source?.Id,
            new HistoryPeriod(period.Name, Date(period.FromDay), Date(period.ToDay)),
            [.. page.Steps.Select(step => Entry(step, book.Seals, catalogue))],
            page is { IsMore: true, Steps: [.., var last] } ? last.Version.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static HistoryEntry Entry(FigureStep step, SealBook seals, Catalogue catalogue)
    {
        // What was approved before the change was made.
        SealState firmest = step.Months.Select(month => seals.StateAt(month, step.Version)).DefaultIfEmpty(SealState.Open).Max();
        SealEntry[] amendments =
        [
            .. step.Months.Where(month => seals.StateAt(month, step.Version) == SealState.Locked)
                .SelectMany(month => seals.AmendmentsAt(month, step.RecordedAt))
                .Select(act => SealEntry.Of(act, catalogue)),
        ];
        return new(
            step.Version, OfficeTime.Text(step.RecordedAt, catalogue), step.Actor, step.Sources, step.Before, step.After, step.After - step.Before, SealEntry.Word(firmest), amendments);
    }

    private static string Date(int day) => LocalDatePattern.Iso.Format(OfficeCalendar.DateOfDay(day));

    /// <summary>A page of a figure's history.</summary>
    /// <param name="Version">Version up to which the changes were read.</param>
    /// <param name="Metric">Metric id.</param>
    /// <param name="Unit">Unit code.</param>
    /// <param name="Category">Category path; empty = all.</param>
    /// <param name="Source">Source id, or null for the sum over all.</param>
    /// <param name="Period">The period.</param>
    /// <param name="Items">Newest first.</param>
    /// <param name="Next">Cursor of the next page; null at the end.</param>
    internal sealed record HistoryAnswer(long Version, string Metric, string Unit, string Category, string? Source, HistoryPeriod Period, IReadOnlyList<HistoryEntry> Items, string? Next);

    /// <summary>The period of a history.</summary>
    /// <param name="Name">As asked for.</param>
    /// <param name="From">First statistical date.</param>
    /// <param name="To">Statistical date after the last.</param>
    internal sealed record HistoryPeriod(string Name, string From, string To);

    /// <summary>One change of the figure.</summary>
    /// <param name="Version">The version that made it.</param>
    /// <param name="RecordedAt">When it was recorded.</param>
    /// <param name="Actor">Account, <c>key:&lt;id&gt;</c> or verb that sent it.</param>
    /// <param name="Sources">Sources whose records moved.</param>
    /// <param name="Before">The figure before.</param>
    /// <param name="After">The figure after.</param>
    /// <param name="Change">After less before.</param>
    /// <param name="Sealed">How firm the firmest of the months that moved was just before: <c>open closed locked</c>.</param>
    /// <param name="Amendments">The amendments that let it into locked months, with reason and persons.</param>
    internal sealed record HistoryEntry(
        long Version, string RecordedAt, string Actor, IReadOnlyList<string> Sources, long? Before, long? After, long? Change, string Sealed, IReadOnlyList<SealEntry> Amendments);
}
