using FsCheck.Xunit;
using Tongbi.Collector.Counts;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

public sealed class CountRowTests
{
    private const int Length = 400;

    [Property(MaxTest = 300)]
    public void Row_AfterAnyAdditionsAndMerges_EqualsAPlainRow(int seed, byte rounds)
    {
        Random numbers = new(seed);
        long[] plain = new long[Length];
        CountRow row = new(Length);
        for (int round = 0; round < rounds % 12; round++)
        {
            int additions = numbers.Next(3) == 0 ? numbers.Next(300) : numbers.Next(12);
            CountRow part = round % 2 == 0 ? row : new CountRow(Length);
            for (int i = 0; i < additions; i++)
            {
                // Now and then more than an int holds.
                int place = numbers.Next(Length);
                long delta = numbers.Next(20) == 0 ? numbers.NextInt64(-1L << 40, 1L << 40) : numbers.Next(-5, 6);
                plain[place] += delta;
                part.Add(place, delta);
            }

            if (!ReferenceEquals(part, row))
            {
                row.Merge(part);
            }
        }

        Check(plain, row, numbers);
        if (CountRow.Of(plain) is { } compact)
        {
            Check(plain, compact, numbers);
        }
        else
        {
            Assert.All(plain, value => Assert.Equal(0, value));
        }
    }

    private static void Check(long[] plain, CountRow row, Random numbers)
    {
        for (int i = 0; i < 20; i++)
        {
            int from = numbers.Next(Length + 1), to = from + numbers.Next(Length - from + 1);
            Assert.Equal(plain[from..to].Sum(), row.Sum(from, to));
            long[] target = new long[to - from];
            row.AddTo(from, target, -1);
            Assert.Equal(plain[from..to].Select(value => -value), target);
        }
    }
}
