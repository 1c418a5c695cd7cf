using System.Net;

namespace Tongbi.Dashboard.Security;

/// <summary>
/// Slows guessing down: after ten failed attempts within five minutes an address has to wait. At most 10,000 addresses are remembered;
/// beyond that the one that failed longest ago is forgotten. Thread-safe.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int Attempts = 10;
    private const int Remembered = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Dictionary<IPAddress, Failures> failures = [];
    private readonly Lock gate = new();

    /// <summary>How long the address has to wait before its next attempt; null = not at all.</summary>
    public TimeSpan? WaitOf(IPAddress address)
    {
        lock (gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            return failures.TryGetValue(address, out Failures known) && known.Count >= Attempts && now < known.Since + Window
                ? known.Since + Window - now
                : null;
        }
    }

    /// <summary>Notes a failed attempt.</summary>
    public void NoteFailure(IPAddress address)
    {
        lock (gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            failures[address] = failures.TryGetValue(address, out Failures known) && now < known.Since + Window
                ? known with { Count = known.Count + 1 }
                : new Failures(1, now);
            if (failures.Count > Remembered)
            {
                failures.Remove(failures.MinBy(pair => pair.Value.Since).Key);
            }
        }
    }

    /// <summary>Notes a success: the address starts afresh.</summary>
    public void NoteSuccess(IPAddress address)
    {
        lock (gate)
        {
            failures.Remove(address);
        }
    }

    private readonly record struct Failures(int Count, DateTimeOffset Since);
}
