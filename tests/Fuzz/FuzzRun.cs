using System.Globalization;
using System.Text;

namespace Tongbi.Fuzz;

/// <summary>
/// Runs cases one after another until one fails, tells progress, and gives up on a case that does not end: a hang is a failure like any other.
/// </summary>
/// <param name="target">The parser.</param>
/// <param name="seed">Seed of the whole run.</param>
/// <param name="time">The clock, for progress and hangs only.</param>
/// <param name="output">Where progress and failures are told.</param>
public sealed class FuzzRun(IFuzzTarget target, ulong seed, TimeProvider time, TextWriter output)
{
    /// <summary>A case that takes longer hangs: cases are a few kilobytes at most.</summary>
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    /// <summary>Exit code of the process when a case hangs.</summary>
    public const int HangExitCode = 3;

    /// <summary>Runs the cases [from, from + count).</summary>
    /// <returns>Whether none failed.</returns>
    public bool Run(long from, long count)
    {
        long began = time.GetTimestamp();
        long told = began;
        Tell($"{target.Name}: {count:N0} cases from {from}, seed {seed}");
        using ITimer watch = time.CreateTimer(_ => LookForHang(), null, HangLimit, HangLimit);
        for (long number = from; number < from + count; number++)
        {
            Interlocked.Exchange(ref current, number);
            if (!TryCase(number))
            {
                return false;
            }

            // The clock is looked at rarely: it costs as much as a small case.
            if (number % 1024 == 0 && time.GetElapsedTime(told) > ProgressInterval)
            {
                told = time.GetTimestamp();
                TimeSpan elapsed = time.GetElapsedTime(began);
                Tell($"  {number - from:N0} of {count:N0}, {(number - from) / elapsed.TotalSeconds:N0} cases/s");
            }
        }

        TimeSpan taken = time.GetElapsedTime(began);
        Tell($"{target.Name}: {count:N0} cases without a failure in {taken.TotalSeconds:N1} s; {target.Summary}");
        return true;
    }

    private bool TryCase(long number)
    {
        try
        {
            target.Check(new FuzzRandom(seed, number));
            return true;
        }
        catch (Exception failure)
        {
            Tell($"{target.Name} FAILED at case {number}; again: {target.Name} --seed {seed} --only {number}");
            output.WriteLine(failure);
            if (failure is FuzzFailureException shown)
            {
                Tell($"input, {shown.Input.Length} bytes: {Convert.ToBase64String(shown.Input.Span)}");
                output.WriteLine(Encoding.UTF8.GetString(shown.Input.Span));
            }

            return false;
        }
    }

    // Two looks that find the same case: the thread that runs it cannot be asked to stop, so the process ends.
    private void LookForHang()
    {
        long now = Interlocked.Read(ref current);
        if (now == Interlocked.Exchange(ref seen, now))
        {
            Tell($"{target.Name} HANGS at case {now}; again: {target.Name} --seed {seed} --only {now}");
            output.Flush();
            Environment.Exit(HangExitCode);
        }
    }

    private void Tell(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private long current = -1;
    private long seen = -2;
}
