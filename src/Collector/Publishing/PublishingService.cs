using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Publishing.Influx;
using Tongbi.Collector.Publishing.Marks;
using Tongbi.Collector.Publishing.Upstream;
using Tongbi.Collector.Statistics;

namespace Tongbi.Collector.Publishing;

/// <summary>
/// Runs a publisher for each target of <c>publish.yaml</c>. One target never holds back another. A target whose entry changes is begun again
/// from its cursor; one that is taken out is left as it stands there.
/// </summary>
public sealed class PublishingService(
    ConfigurationWatch<PublishPlan> plan, CountCube cube, ILedger ledger, IStatistics statistics, PublishOptions options, TimeProvider time, ILogger<PublishingService> logger, IPublishedMarks? marks = null)
    : BackgroundService
{
    private readonly Dictionary<string, Running> running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim changed = new(0);
    private volatile IReadOnlyList<Running> inOrder = [];

    /// <summary>How every target stands, in the file's order.</summary>
    public IReadOnlyList<TargetReport> Reports => [.. inOrder.Select(one => one.Status.Report with { Marks = one.MarkStatus?.Report })];

    /// <summary>How many marks come after the last one that a target has.</summary>
    public long MarksAfter(long number) => marks?.CountAfter(number) ?? 0;

    /// <inheritdoc/>
    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not in the way of the start: the counts are there, but the server does not listen yet.
        await Task.Yield();
        plan.Changed += OnChanged;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await FollowAsync(plan.Current, stoppingToken);
                await changed.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            plan.Changed -= OnChanged;
            await StopAsync([.. running.Values]);
        }
    }

    private void OnChanged(PublishPlan next) => changed.Release();

    private async Task FollowAsync(PublishPlan next, CancellationToken stoppingToken)
    {
        await StopAsync([.. running.Values.Where(one => next.Targets.All(target => target.Fingerprint != one.Target.Fingerprint))]);
        foreach (PublishTarget target in next.Targets.Where(target => !running.ContainsKey(target.Id)))
        {
            running[target.Id] = Start(target, stoppingToken);
        }

        inOrder = [.. next.Targets.Select(target => running[target.Id])];
    }

    private Running Start(PublishTarget target, CancellationToken stoppingToken)
    {
        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = options.RequestTimeout,
            MaxResponseContentBufferSize = 16 * 1024 * 1024,
        };
        TargetStatus status = new(target, time);
        TargetLine line = new(http, status, time, logger);
        IPublication publication = target.Kind == PublishKind.Tongbi
            ? new CountsPublication(target, line, status, cube, ledger.Series, options, logger)
            : new InfluxPublication(new InfluxClient(target, line, status, logger), cube, ledger.Series, statistics, options, time);
        TargetPublisher publisher = new(target, publication, new CursorFile<PublishCursor>(options.Folder, target.Id, PublishCursor.IsSound), line, status, cube, ledger, options, time, logger);
        Task work = Task.Run(() => publisher.RunAsync(stop.Token), CancellationToken.None);
        if (!target.Alerts || marks is null)
        {
            return new Running(target, status, null, http, stop, work);
        }

        TargetStatus markStatus = new(target, time);
        TargetLine markLine = new(http, markStatus, time, logger);
        CursorFile<MarkCursor> markFile = new(options.Folder, target.Id + "." + marks.Measurement, MarkCursor.IsSound);
        MarkPublisher markPublisher = new(target, marks, new InfluxClient(target, markLine, markStatus, logger), markFile, markLine, markStatus, options, time, logger);
        Task markWork = Task.Run(() => markPublisher.RunAsync(stop.Token), CancellationToken.None);
        return new Running(target, status, markStatus, http, stop, Task.WhenAll(work, markWork));
    }

    private async Task StopAsync(IReadOnlyList<Running> ended)
    {
        foreach (Running one in ended)
        {
            await one.Stop.CancelAsync();
            await one.Work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            one.Stop.Dispose();
            one.Http.Dispose();
            running.Remove(one.Target.Id);
        }
    }

    private sealed record Running(PublishTarget Target, TargetStatus Status, TargetStatus? MarkStatus, HttpClient Http, CancellationTokenSource Stop, Task Work);
}
