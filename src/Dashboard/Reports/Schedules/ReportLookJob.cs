using Quartz;

namespace Tongbi.Dashboard.Reports.Schedules;

/// <summary>
/// The job that makes what is due. It fires often and finds nothing most times: which day is the n-th working day is no matter of a cron expression, and
/// what was missed is known from the runs on record, not from the trigger.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class ReportLookJob(ReportScheduler scheduler) : IJob
{
    /// <summary>The job's name, and its trigger's.</summary>
    public const string Name = "reports";

    /// <summary>The minute's beginning and its middle.</summary>
    public const string Cron = "0/30 * * * * ?";

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await scheduler.LookAsync(cancellationToken);
}
