using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Reports.Store;

namespace Tongbi.Dashboard.Reports;

/// <summary>A list of reports.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">What to give as <c>before</c> for more; null where this is all.</param>
internal sealed record ReportList(IReadOnlyList<ReportEntry> Items, long? Next);

/// <summary>A report.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Edition"><c>monthly weekly yearly</c>.</param>
/// <param name="Period">Its period.</param>
/// <param name="Unit">The unit's code.</param>
/// <param name="UnitName">The unit's Chinese name; the code where the catalogue has it no more.</param>
/// <param name="UnitNameEn">The unit's English name.</param>
/// <param name="Profile"><c>internal</c> or <c>public</c>.</param>
/// <param name="State"><c>draft reviewed published withdrawn</c>.</param>
/// <param name="Version">Data version; null while it is a draft.</param>
/// <param name="Schedule">The schedule that made it, or null.</param>
/// <param name="PublishedAt">When it was published, or null.</param>
/// <param name="ChangedAt">Last step.</param>
/// <param name="Formats">Formats that its files are kept in, or that a draft can be had in.</param>
internal sealed record ReportEntry(
    long Id, string Edition, string Period, string Unit, string UnitName, string UnitNameEn, string Profile, string State, long? Version, string? Schedule, string? PublishedAt, string ChangedAt, IReadOnlyList<string> Formats)
{
    /// <summary>Writes a report out.</summary>
    public static ReportEntry Of(StoredReport report, Catalogue catalogue, IReadOnlyList<IReportFormat> formats) => new(
        report.Id,
        report.Edition.Word(),
        report.Period,
        report.Unit,
        catalogue.FindUnit(report.Unit)?.Name ?? report.Unit,
        catalogue.FindUnit(report.Unit)?.NameEn ?? report.Unit,
        report.IsPublic ? "public" : "internal",
        report.State.Word(),
        report.Version,
        report.Schedule,
        report.PublishedAt is { } at ? OfficeTime.Text(at, catalogue) : null,
        OfficeTime.Text(report.ChangedAt, catalogue),
        [.. formats.Select(format => format.Id)]);
}

/// <summary>A report with all that is on record of it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Sections">The parts that people write, in the outline's order.</param>
/// <param name="Steps">Everything that happened, in order.</param>
internal sealed record ReportDetail(ReportEntry Report, IReadOnlyList<ReportSectionEntry> Sections, IReadOnlyList<ReportStepEntry> Steps);

/// <summary>A part that people write.</summary>
/// <param name="Section">Its id.</param>
/// <param name="Title">What belongs there.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="Text">What was written, lines are paragraphs; empty if nothing was.</param>
/// <param name="TextEn">The same in English; empty where the Chinese stands in both.</param>
/// <param name="Revision">How often it was written; give it with the next writing.</param>
/// <param name="Author">Who wrote it last, or null.</param>
/// <param name="At">When, or null.</param>
internal sealed record ReportSectionEntry(string Section, string Title, string TitleEn, string Text, string TextEn, int Revision, string? Author, string? At)
{
    /// <summary>Writes a part out.</summary>
    public static ReportSectionEntry Of(ManualBlock block, ReportParagraph? paragraph, Catalogue catalogue) => new(
        block.Id,
        block.Title.Zh,
        block.Title.En,
        paragraph?.Text ?? "",
        paragraph?.TextEn ?? "",
        paragraph?.Revision ?? 0,
        paragraph?.Author,
        paragraph?.At is { } at ? OfficeTime.Text(at, catalogue) : null);
}

/// <summary>A step.</summary>
/// <param name="Kind"><c>drafted written reviewed published withdrawn delivered</c>.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who; empty for the program.</param>
/// <param name="Comment">What was said; of a writing, which part.</param>
internal sealed record ReportStepEntry(string Kind, string At, string Actor, string Comment)
{
    /// <summary>Writes a step out.</summary>
    public static ReportStepEntry Of(ReportStep step, Catalogue catalogue) => new(step.Kind, OfficeTime.Text(step.At, catalogue), step.Actor, step.Comment);
}

/// <summary>What changed since a report was published.</summary>
/// <param name="Id">The report.</param>
/// <param name="Published">Its data version.</param>
/// <param name="Version">The newest data version.</param>
/// <param name="Items">Every cell that would be printed otherwise.</param>
internal sealed record ReportChangeList(long Id, long? Published, long Version, IReadOnlyList<ReportFigureChange> Items);

/// <summary>A report that is wanted.</summary>
/// <param name="Edition"><c>monthly weekly yearly</c>.</param>
/// <param name="Period">Its period.</param>
/// <param name="Unit">Unit code; the topmost that the caller may read if absent.</param>
/// <param name="Profile"><c>internal</c> (default) or <c>public</c>.</param>
internal sealed record NewReport(string Edition, string Period, string? Unit = null, string? Profile = null);

/// <summary>What a person writes.</summary>
/// <param name="Text">Chinese; lines are paragraphs.</param>
/// <param name="TextEn">English; may be left out.</param>
/// <param name="Revision">The revision that was edited, 0 for none.</param>
internal sealed record NewParagraph(string Text, string? TextEn = null, int Revision = 0);

/// <summary>A step that is wanted.</summary>
/// <param name="Comment">What for; of a withdrawal it must say why.</param>
/// <param name="Version">Of a review: the data version that was looked at; the newest if absent.</param>
internal sealed record NewStep(string? Comment = null, long? Version = null);
