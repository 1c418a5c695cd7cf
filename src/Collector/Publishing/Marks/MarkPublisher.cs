using Microsoft.Extensions.Logging;
using Tongbi.Collector.Publishing.Influx;

namespace Tongbi.Collector.Publishing.Marks;

/// <summary>
/// Keeps one InfluxDB up with the marks: sends them in order, and only then moves the cursor. Whatever happens in between, the same marks are sent again and
/// replace themselves.
/// </summary>
internal sealed class MarkPublisher(
    PublishTarget target, IPublishedMarks marks, InfluxClient client, CursorFile<MarkCursor> file, TargetLine line, TargetStatus status, PublishOptions options, TimeProvider time, ILogger logger)
{
    private readonly LineBatch lines = new();
    private MarkCursor cursor = new();

    /// <summary>Publishes until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Open();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!await StepAsync(cancellationToken))
                {
                    await marks.WaitAsync(cursor.Number, cancellationToken);
                    await Task.Delay(options.Pause, time, cancellationToken);
                }
            }
            catch (TargetFailedException failure)
            {
                await line.FailAsync(failure, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                status.Fail(PublishState.Retrying, "it was interrupted here; the log tells why");
                Log.Interrupted(logger, failure, target.Id, options.RetryAfter);
                await Task.Delay(options.RetryAfter, time, cancellationToken);
            }
        }
    }

    /// <summary>Takes up the cursor; once, before anything else.</summary>
    public void Open()
    {
        cursor = file.Load() is { } known && known.Target == target.Identity ? known : new MarkCursor { Target = target.Identity };
        status.Remember(cursor.Sent, cursor.Refused);
        status.Reach(cursor.Number, historyUntil: 0, isCaughtUp: false);
    }

    /// <summary>Sends the next part.</summary>
    /// <returns>False if there was nothing to send.</returns>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (IsOfOtherData())
        {
            // What was put back to an older state took something away, and nothing else tells of it.
            Log.MarksAnew(logger, target.Id, marks.Measurement);
            if (client.CanErase)
            {
                await client.ClearAsync([marks.Measurement], cancellationToken);
            }

            Keep(new MarkCursor { Target = target.Identity });
        }

        IReadOnlyList<PublishedMark> next = marks.After(cursor.Number, options.BatchPoints);
        if (next.Count == 0)
        {
            status.Reach(cursor.Number, historyUntil: 0, isCaughtUp: true);
            return false;
        }

        lines.Clear();
        foreach (PublishedMark mark in next)
        {
            lines.AddMark(LineBatch.Series(marks.Measurement, [.. mark.Tags]), mark);
        }

        status.Wait(next[0].At);
        await client.WriteAsync(lines, cancellationToken, InfluxClient.Nanoseconds);
        Keep(cursor with { Number = next[^1].Number, At = next[^1].At.ToUnixTimeTicks() });
        return true;
    }

    /// <summary>Whether the last mark that is there is not one of these, or not the same. One that is gone because it is old was one of them.</summary>
    private bool IsOfOtherData() =>
        cursor.Number > 0 && (marks.Find(cursor.Number) is { } last ? last.At.ToUnixTimeTicks() != cursor.At : marks.LastNumber < cursor.Number);

    private void Keep(MarkCursor next)
    {
        TargetReport report = status.Report;
        cursor = next with { Sent = report.Sent, Refused = report.Refused };
        file.Save(cursor);
        status.Reach(cursor.Number, historyUntil: 0, isCaughtUp: false);
    }
}
