namespace Tongbi.Dashboard.Demo;

/// <summary>
/// SplitMix64: the same numbers for the same seed on every machine and in every version of the runtime, so that demo records keep their ids
/// and times and may be sent again without harm.
/// </summary>
internal struct DemoRandom(ulong seed)
{
    /// <summary>A generator for one thing of one kind, e.g. a stream and an hour.</summary>
    public static DemoRandom For(string kind, long first, long second = 0)
    {
        ulong hash = 14695981039346656037UL; // FNV-1a
        foreach (char c in kind)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        DemoRandom random = new(hash ^ ((ulong)first * 0x9E3779B97F4A7C15UL) ^ ((ulong)second * 0xC2B2AE3D27D4EB4FUL));
        random.Next();
        return random;
    }

    /// <summary>Next 64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, bound).</summary>
    public int Below(int bound) => (int)(NextUnit() * bound);

    /// <summary>A Poisson count with this mean (Knuth's product; halved for large means, where the product would vanish).</summary>
    public int Poisson(double mean)
    {
        if (mean > 30)
        {
            return Poisson(mean / 2) + Poisson(mean / 2);
        }

        double limit = Math.Exp(-mean);
        int count = 0;
        for (double product = NextUnit(); product > limit; product *= NextUnit())
        {
            count++;
        }

        return count;
    }

    private ulong state = seed;
}
