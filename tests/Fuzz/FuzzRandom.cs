namespace Tongbi.Fuzz;

/// <summary>Random numbers of one case (SplitMix64): cheap to make, the same everywhere for the same seed and case.</summary>
public sealed class FuzzRandom
{
    /// <summary>Begins the numbers of a case.</summary>
    public FuzzRandom(ulong seed, long number) => state = Mix((seed * 0x9E3779B97F4A7C15UL) ^ Mix((ulong)number));

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => (int)(((UInt128)Next() * (uint)bound) >> 64);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of the elements.</summary>
    public T Of<T>(IReadOnlyList<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return elements[Below(elements.Count)];
    }

    /// <summary>Mostly the first element, which is a good one: with every value left to chance hardly a record would get past the first check.</summary>
    public T MostlyFirstOf<T>(IReadOnlyList<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return OneIn(12) ? Of(elements) : elements[0];
    }

    /// <summary>Any 64 bits.</summary>
    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15UL);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    private ulong state;
}
