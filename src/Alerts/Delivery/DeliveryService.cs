using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Silences;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Delivery;

/// <summary>The loops of delivery: one decides what is told, one tells it. Both wake on news and at the next due time.</summary>
public sealed class DeliveryService : BackgroundService
{
    /// <summary>Longest sleep: a clock that was set must not leave messages behind.</summary>
    private static readonly Duration LongestSleep = Duration.FromSeconds(30);

    /// <summary>Ties the loops together.</summary>
    public DeliveryService(AlertStore store, GroupDispatcher dispatcher, DeliveryWorker worker, Watchdog watchdog, SilenceBook silences, FilePost files, ConfigurationWatch<NotifySettings> settings, TimeProvider time, IClock clock, ILogger<DeliveryService> logger)
    {
        this.dispatcher = dispatcher;
        this.worker = worker;
        this.watchdog = watchdog;
        this.time = time;
        this.clock = clock;
        this.logger = logger;
        store.Committed += _ => news.Set();
        silences.Changed += news.Set;
        files.Posted += outboxNews.Set;
        settings.Changed += _ =>
        {
            settingsChanged = true;
            news.Set();
        };
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        int recovered = worker.Recover();
        if (recovered > 0)
        {
            Log.Recovered(logger, recovered);
        }

        dispatcher.Regroup(clock.GetCurrentInstant());
        await Task.WhenAll(DecideAsync(stoppingToken), TellAsync(stoppingToken));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        news.Dispose();
        outboxNews.Dispose();
        base.Dispose();
    }

    private async Task DecideAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Instant now = clock.GetCurrentInstant();
                if (settingsChanged)
                {
                    settingsChanged = false;
                    dispatcher.Regroup(now);
                }

                if (dispatcher.Turn(now) + watchdog.Turn(now) > 0)
                {
                    outboxNews.Set();
                }

                await news.WaitAsync(Sleep(Earlier(dispatcher.NextDue(), watchdog.NextDue), now), time, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.TurnFailed(logger, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await worker.TurnAsync(stoppingToken);
                await outboxNews.WaitAsync(Sleep(worker.NextDue(), clock.GetCurrentInstant()), time, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.TurnFailed(logger, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    private static Instant? Earlier(Instant? one, Instant? other) => one is { } first && other is { } second ? Instant.Min(first, second) : one ?? other;

    private static TimeSpan Sleep(Instant? next, Instant now) => Duration.Max(Duration.FromMilliseconds(1), Duration.Min(LongestSleep, (next ?? Instant.MaxValue) > now + LongestSleep ? LongestSleep : next!.Value - now)).ToTimeSpan(); // next is not null where it is not above

    private readonly GroupDispatcher dispatcher;
    private readonly DeliveryWorker worker;
    private readonly Watchdog watchdog;
    private readonly TimeProvider time;
    private readonly IClock clock;
    private readonly ILogger<DeliveryService> logger;
    private readonly Signal news = new();
    private readonly Signal outboxNews = new();
    private volatile bool settingsChanged;
}
