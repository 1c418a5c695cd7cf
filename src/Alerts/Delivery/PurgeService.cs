using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Tongbi.Alerts.Delivery;

/// <summary>Purges once an hour, batch after batch with a breath between them, until nothing old is left.</summary>
public sealed class PurgeService(Purge purge, TimeProvider time, IClock clock, ILogger<PurgeService> logger) : BackgroundService
{
    /// <summary>Time between two rounds.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    /// <summary>Most batches of a round: what is left waits for the next.</summary>
    private const int MostBatches = 1_000;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, time);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.PurgeFailed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        int total = 0;
        for (int batch = 0; batch < MostBatches; batch++)
        {
            int forgotten = purge.Turn(clock.GetCurrentInstant());
            total += forgotten;
            if (forgotten == 0)
            {
                break;
            }

            await Task.Delay(Breath, time, stoppingToken);
        }

        if (total > 0)
        {
            Log.Purged(logger, total);
        }
    }
}
