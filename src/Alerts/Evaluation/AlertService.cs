using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Counts;

namespace Tongbi.Alerts.Evaluation;

/// <summary>Runs the engine: woken by every change of the counts or of a rule on a page, at most five times a second, and by the clock every second.</summary>
public sealed class AlertService(AlertEngine engine, RuleBook rules, ICountCube cube, TimeProvider time, ILogger<AlertService> logger) : BackgroundService
{
    /// <summary>How often the clock is looked at.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Between two evaluations at least; changes in the meantime are evaluated together.</summary>
    private static readonly TimeSpan MinimumInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>How often it is noted on disk that the evaluation runs.</summary>
    private static readonly Duration AliveEvery = Duration.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for the first evaluation.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            long begun = time.GetTimestamp();
            long version = cube.Version;
            Task ruleChange = rules.NextChange;
            try
            {
                await RunOnceAsync(stoppingToken);
                TimeSpan pause = MinimumInterval - time.GetElapsedTime(begun);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, time, stoppingToken);
                }

                using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                Task change = cube.WaitForChangeAsync(version, waiting.Token);
                await Task.WhenAny(change, ruleChange, Task.Delay(Tick, time, waiting.Token));
                await waiting.CancelAsync();
                await change.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // Nothing was committed, so nothing is lost: the states are as they were.
                Log.EvaluationFailed(logger, failure);
                await Task.Delay(Tick, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        Instant now = Instant.FromDateTimeOffset(time.GetUtcNow());
        RuleSet current = rules.Current.Set;
        if (engine.Rules is null)
        {
            engine.Start(current, now);
            aliveAt = now;
        }
        else if (!ReferenceEquals(engine.Rules, current))
        {
            engine.Use(current, now, rule => rules.Newest(rule) is { Document: null } end ? (end.Author, end.Note) : null);
        }

        await engine.FollowAsync(cancellationToken);
        engine.Evaluate(now);
        if (now - aliveAt >= AliveEvery || now < aliveAt)
        {
            engine.MarkAlive(now);
            aliveAt = now;
        }
    }

    private Instant aliveAt;
}
