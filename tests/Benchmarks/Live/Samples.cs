namespace Tongbi.Benchmarks.Live;

/// <summary>Durations, printed as percentiles.</summary>
internal sealed class Samples(int capacity)
{
    private readonly List<double> milliseconds = new(capacity);

    public static Samples Join(IEnumerable<Samples> parts)
    {
        Samples all = new(0);
        foreach (Samples part in parts)
        {
            all.milliseconds.AddRange(part.milliseconds);
        }

        return all;
    }

    public void Add(TimeSpan duration) => milliseconds.Add(duration.TotalMilliseconds);

    public void Print(string name)
    {
        milliseconds.Sort();
        Console.WriteLine($"{name,-40}{milliseconds.Count,12:N0} samples: p50 {At(0.5):F2} ms, p99 {At(0.99):F2} ms, most {At(1):F2} ms");
    }

    private double At(double part) => milliseconds.Count == 0 ? double.NaN : milliseconds[(int)Math.Min(milliseconds.Count - 1, milliseconds.Count * part)];
}
