using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports;

/// <summary>What every answer with a report needs.</summary>
internal sealed class ReportAnswers(ReportMaker maker, ConfigurationWatch<ReportPlans> plans, CountQuestions counts, ICatalogueSource catalogues, ReportLook look, IEnumerable<IReportFormat> formats)
{
    private readonly IReportFormat[] formats = [.. formats];

    /// <summary>Makes reports.</summary>
    public ReportMaker Maker => maker;

    /// <summary>The outlines in force.</summary>
    public ConfigurationWatch<ReportPlans> Plans => plans;

    /// <summary>Waits for the counts.</summary>
    public CountQuestions Counts => counts;

    /// <summary>The catalogue in force.</summary>
    public ICatalogueSource Catalogues => catalogues;

    /// <summary>All formats there are.</summary>
    public IReadOnlyList<IReportFormat> Formats => formats;

    /// <summary>The format of this word.</summary>
    /// <exception cref="QueryException">There is none.</exception>
    public IReportFormat FindFormat(string id) => formats.FirstOrDefault(format => format.Id == id)
        ?? throw new QueryException("bad_format", "format", $"format \"{QueryReader.Short(id)}\" is none of {string.Join(", ", formats.Select(format => format.Id))}.");

    /// <summary>The office's look.</summary>
    public ReportLook Look => look;
}
