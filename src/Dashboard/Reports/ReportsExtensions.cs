using Quartz;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Json;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Reports.Schedules;
using Tongbi.Dashboard.Reports.Store;

namespace Tongbi.Dashboard.Reports;

/// <summary>Registers reports.</summary>
public static class ReportsExtensions
{
    /// <summary>Adds the reports of <c>reports/*.yaml</c>.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services, ConfigDirectory config, DataDirectory data) => services
        .AddConfigurationPart(ConfigurationPlace.Folder(config.ReportsFolder), ReportPlans.Read)
        .AddSingleton(provider => new AlertRecord(provider.GetRequiredService<AlertStore>()))
        .AddSingleton(provider => ReportStore.Open(data.In("reports.db"), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ReportMaker>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<ReportLook>()
        .AddSingleton<ReportAnswers>()
        .AddSingleton<ReportScheduler>()
        .AddReportSchedules()
        .AddReportFiles();

    // Nothing of Quartz is kept on disk: the runs on record in reports.db say what was made and what was missed, so a trigger that fires late or twice does no harm.
    private static IServiceCollection AddReportSchedules(this IServiceCollection services) => services
        .AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(1);
            quartz.ScheduleJob<ReportLookJob>(
                trigger => trigger.WithIdentity(ReportLookJob.Name).WithCronSchedule(ReportLookJob.Cron),
                job => job.WithIdentity(ReportLookJob.Name));
        })
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true);

    /// <summary>Adds the formats that reports are written in; they need the fonts and the charts' painter.</summary>
    internal static IServiceCollection AddReportFiles(this IServiceCollection services) => services
        .AddReportFormats()
        .AddSingleton<IReportFormat, JsonFormat>();
}
