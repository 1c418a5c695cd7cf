using System.Security.Cryptography;

namespace Tongbi.Collector.Publishing;

/// <summary>How long to wait between attempts: 1 s, doubled each time up to a minute, a quarter more or less, so that many senders do not come
/// back in step. What the target asks for is kept to, up to five minutes.</summary>
internal sealed class BackOff
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(5);
    private int failures;

    /// <summary>The wait after one more failure.</summary>
    /// <param name="asked">What the target asked for.</param>
    public TimeSpan Next(TimeSpan? asked)
    {
        TimeSpan wait = First * Math.Pow(2, Math.Min(failures++, 10));
        wait = wait < Longest ? wait : Longest;
        wait *= 0.75 + (RandomNumberGenerator.GetInt32(0, 501) / 1000.0);
        return asked is { } at && at > wait ? (at < LongestAsked ? at : LongestAsked) : wait;
    }

    /// <summary>The target took something.</summary>
    public void Reset() => failures = 0;
}
