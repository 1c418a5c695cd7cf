using NodaTime;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Disclosure;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>
/// Makes a report: a pure function of the order and the counts at one version. Every number in it is an answer of the statistics, or follows from such
/// answers by one exact division (shares) or by counting them (ranks).
/// </summary>
internal sealed class ReportBuilder(IStatistics statistics)
{
    /// <summary>Makes the report.</summary>
    /// <exception cref="QueryException">The period lies outside the calendar.</exception>
    public ReportDocument Build(ICountReader reader, ReportOrder order)
    {
        if (!order.IsPublic)
        {
            return Build(reader, order, FullDisclosure.Instance);
        }

        // Once to see what would be printed, then without what must not be.
        RecordingDisclosure recording = new();
        Build(reader, order, recording);
        return Build(reader, order, PublicDisclosure.Of(reader, statistics, order, recording.Places));
    }

    private ReportDocument Build(ICountReader reader, ReportOrder order, IDisclosure disclosure)
    {
        ReportWriter report = new(order, new ReportFigures(reader, statistics, order, disclosure), reader.Catalogue);
        if (order.Outline.Edition != ReportEdition.Weekly)
        {
            report.Add(new ContentsBlock(report.Words["contents"]));
        }

        foreach (OutlineSection section in order.Outline.Sections)
        {
            Write(report, section, 1);
        }

        OffsetDateTime moment = order.Moment.InZone(reader.Catalogue.Calendar.Zone).ToOffsetDateTime();
        ReportHead head = new()
        {
            Title = report.Title,
            Subtitle = report.Say(order.Outline.Subtitle),
            Period = report.PeriodLine,
            Unit = report.Name(order.Unit),
            Language = order.Language == "en" ? "en" : "zh-CN",
            Version = reader.Version,
            AsOf = moment.ToDateTimeOffset(),
            Footer = report.Words.Say(
                order.IsPublic ? "footer.public" : "footer.internal",
                ("asOf", report.AsOf),
                ("version", FigureText.Count(reader.Version))),
            Watermark = report.Words[order.IsSimulated ? "watermark.simulated" : order.IsDraft ? "watermark.draft" : "watermark.none"],
        };
        return new ReportDocument(head, report.Blocks);
    }

    private static void Write(ReportWriter report, OutlineSection section, int level)
    {
        report.Heading(level, report.Say(section.Title), section.Id);
        foreach (OutlineBlock block in section.Content)
        {
            block.Write(report);
        }

        foreach (OutlineSection below in section.Sections)
        {
            Write(report, below, level + 1);
        }
    }
}
