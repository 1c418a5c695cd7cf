using Tongbi.Collector.Sources.Replay;

namespace Tongbi.Dashboard.Replay;

/// <summary>
/// Sends a file's records in the order in which they happened, each when it is due; one batch after the other, so a busy server slows the
/// replay down.
/// </summary>
internal sealed class ReplayRun(ReplayFile file, ReplaySender sender, TimeProvider time)
{
    /// <summary>Most records in one batch.</summary>
    public const int BatchRecords = 5_000;

    /// <summary>Records that fall due within this time travel together.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>Records that the server has answered for, those before the place where the run began included.</summary>
    public int Sent { get; private set; }

    /// <summary>What became of them.</summary>
    public ReplaySummary Summary { get; } = new();

    /// <summary>Sends everything from a place on.</summary>
    /// <param name="from">Records to pass over: those that an earlier run sent.</param>
    /// <param name="speed">How many times faster than it happened; 0 = as fast as it goes.</param>
    /// <param name="movesToNow">Whether the records are to happen now.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellationToken">Ends the run after what was sent.</param>
    public async Task SendAsync(int from, double speed, bool movesToNow, IProgress<ReplayProgress> progress, CancellationToken cancellationToken)
    {
        Sent = Math.Min(from, file.Count);
        if (Sent == file.Count)
        {
            return;
        }

        long began = time.GetTimestamp();
        long first = file.SecondOf(Sent);
        long last = file.SecondOf(file.Count - 1);
        ReplayPace pace = new(speed, time.GetUtcNow().ToUnixTimeSeconds(), first, last, movesToNow);
        int begin = Sent;
        using MemoryStream body = new();
        while (Sent < file.Count)
        {
            TimeSpan early = TimeSpan.FromSeconds(pace.DueAfter(file.SecondOf(Sent))) - time.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early < Longest ? (early > Tick ? early : Tick) : Longest, time, cancellationToken);
                continue;
            }

            int end = Gather(body, pace, time.GetElapsedTime(began).TotalSeconds);
            Summary.Add(await sender.SendAsync(body.GetBuffer().AsMemory(0, (int)body.Length), cancellationToken), place => file.RowOf(Sent + place));
            Sent = end;
            progress.Report(new ReplayProgress(Sent, file.Count, Share(begin, speed, first, last), time.GetElapsedTime(began), Sent - begin));
        }
    }

    private int Gather(MemoryStream body, ReplayPace pace, double afterStart)
    {
        body.SetLength(0);
        double until = pace.DueUntil(afterStart);
        int end = Sent;
        while (end < file.Count && end - Sent < BatchRecords && (end == Sent || file.SecondOf(end) <= until))
        {
            file.Write(end, pace.Moved(file.SecondOf(end)), body);
            end++;
        }

        return end;
    }

    private double Share(int begin, double speed, long first, long last) => speed == 0 || last == first
        ? (Sent - begin) / (double)(file.Count - begin)
        : (file.SecondOf(Sent - 1) - first) / (double)(last - first);

    // A timer cannot wait for months.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
}
