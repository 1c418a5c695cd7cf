using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Reports.Store;

namespace Tongbi.Dashboard.Reports;

/// <summary>What people do with reports: draft, write, review, publish, withdraw, and see what changed since.</summary>
internal sealed class ReportDesk(ReportStore store, ReportMaker maker, ReportAnswers answers)
{
    private static readonly string[] Languages = ["zh", "en"];

    /// <summary>Makes a draft, after checking that there can be such a report.</summary>
    /// <exception cref="QueryException">There cannot.</exception>
    public async Task<(StoredReport? Report, ReportRefusal Refusal)> DraftAsync(ReportEdition edition, string period, UnitNode unit, bool isPublic, string actor, string? schedule, CancellationToken cancellationToken)
    {
        await maker.OrderAsync(new ReportRequest { Outline = answers.Plans.Current[edition], Period = period, Unit = unit, IsPublic = isPublic }, cancellationToken);
        return store.Draft(edition, period, unit.Code, isPublic, actor, schedule);
    }

    /// <summary>The report as it stands: at its version from the review on, at the newest before.</summary>
    public async Task<ReportDocument> DocumentAsync(StoredReport report, string language, CancellationToken cancellationToken)
    {
        (ReportOrder order, long version) = await maker.OrderAsync(Request(report, language, report.State is ReportState.Draft or ReportState.Reviewed), cancellationToken);
        return await maker.MakeAsync(order, version, cancellationToken);
    }

    /// <summary>Fixes the version of a draft: a given one, which the reviewer has looked at, or the newest.</summary>
    public async Task<(StoredReport? Report, ReportRefusal Refusal)> ReviewAsync(StoredReport draft, long? version, string actor, string comment, CancellationToken cancellationToken)
    {
        ReportRequest request = Request(draft with { Version = null, Moment = null }, "zh", isDraft: true) with { Version = version };
        (ReportOrder order, long fixedVersion) = await maker.OrderAsync(request, cancellationToken);
        return store.Review(draft.Id, fixedVersion, order.Moment, order.Outline.Text, actor, comment);
    }

    /// <summary>Publishes a reviewed report: makes every format in every language and keeps the bytes.</summary>
    public async Task<(StoredReport? Report, ReportRefusal Refusal)> PublishAsync(StoredReport reviewed, string actor, string comment, CancellationToken cancellationToken)
    {
        if (reviewed.State != ReportState.Reviewed)
        {
            return (reviewed, ReportRefusal.WrongState);
        }

        List<ReportFile> files = [];
        foreach (string language in Languages)
        {
            (ReportOrder order, long version) = await maker.OrderAsync(Request(reviewed, language, isDraft: false), cancellationToken);
            ReportDocument document = await maker.MakeAsync(order, version, cancellationToken);
            files.AddRange(answers.Formats.Select(format => new ReportFile(format.Id, language, answers.Look.Write(document, format, cancellationToken))));
        }

        return store.Publish(reviewed, files, actor, comment);
    }

    /// <summary>Which cells would be printed otherwise today, and the version of today.</summary>
    public async Task<(IReadOnlyList<ReportFigureChange> Changes, long Version)> ChangesAsync(StoredReport report, string language, CancellationToken cancellationToken)
    {
        ReportDocument published = await DocumentAsync(report, language, cancellationToken);
        ReportRequest today = Request(report, language, isDraft: false) with { Version = null, Moment = null };
        ReportDocument now = await maker.MakeAsync(today, cancellationToken);
        return (ReportComparison.Of(published, now), now.Head.Version);
    }

    /// <summary>The outline that a report is made by: the one kept with it from the review on, the one in force before.</summary>
    /// <exception cref="ConfigurationException">The kept one does not fit the catalogue any more.</exception>
    public ReportOutline OutlineOf(StoredReport report) =>
        report.Version is null ? answers.Plans.Current[report.Edition]
        : report.Outline.Length == 0 ? DefaultOutline.Of(report.Edition, answers.Catalogues.Current)
        : report.Outline == answers.Plans.Current[report.Edition].Text ? answers.Plans.Current[report.Edition]
        : OutlineReader.Read(report.Edition.Word() + ".yaml", report.Outline, answers.Catalogues.Current);

    private ReportRequest Request(StoredReport report, string language, bool isDraft) => new()
    {
        Outline = OutlineOf(report),
        Period = report.Period,
        Unit = answers.Catalogues.Current.FindUnit(report.Unit) ?? throw new QueryException("unknown_unit", "unit", $"The report's unit \"{report.Unit}\" is not in the catalogue any more; its published files are kept."),
        IsPublic = report.IsPublic,
        Language = language,
        Version = report.Version,
        Moment = report.Moment,
        IsDraft = isDraft,
        Manual = store.Paragraphs(report.Id).ToDictionary(paragraph => paragraph.Section, paragraph => language == "en" && paragraph.TextEn.Length > 0 ? paragraph.TextEn : paragraph.Text),
    };
}
