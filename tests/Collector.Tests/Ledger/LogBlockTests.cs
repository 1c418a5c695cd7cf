using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.ChangeLog;

namespace Tongbi.Collector.Tests.Ledger;

public class LogBlockTests
{
    [Fact]
    public void Block_OfTheDocumentedExample_HasTheDocumentedBytes()
    {
        LogEntry[] entries =
        [
            new(1_000, 1, 3, 1, BucketGrain.Event),
            new(1_060, 2, 3, 2, BucketGrain.Event),
            new(1_061, -5, 3, -1, BucketGrain.Event),
            new(20_513, 40, 7, 0, BucketGrain.Day),
        ];

        // docs/formats/ledger.md explains each of them.
        Assert.Equal("0104" + "0318" + "C03E" + "F10104" + "070901" + "040A" + "8A820A50" + "64E9E39E", Convert.ToHexString(new LogBlockEncoder().Encode(entries)));
    }

    [Property]
    public Property Block_ReadBack_GivesTheSameEntries() =>
        Prop.ForAll(Arb.From(Gen.ListOf(AnyEntry)), entries =>
        {
            LogEntry[] merged = [.. entries.GroupBy(entry => (entry.Series, entry.Grain, entry.Start)).Select(group => group.First()).Order()];
            Assert.Equal(merged, Read(new LogBlockEncoder().Encode(merged).ToArray()));
        });

    [Property]
    public Property Buffer_Merged_IsSortedAndAddsUpTheSame() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(SmallEntry)), entries =>
        {
            LogEntryBuffer buffer = new(1_000);
            foreach (LogEntry entry in entries)
            {
                buffer.Add(entry);
            }

            LogEntry[] expected =
            [
                .. entries.GroupBy(entry => (entry.Series, entry.Grain, entry.Start))
                    .Select(group => new LogEntry(group.Key.Start, group.Sum(entry => entry.Delta), group.Key.Series, group.Sum(entry => entry.Presence), group.Key.Grain))
                    .Where(sum => sum.Delta != 0 || sum.Presence != 0)
                    .OrderBy(sum => sum.Series).ThenBy(sum => sum.Grain).ThenBy(sum => sum.Start),
            ];
            Assert.Equal(expected, buffer.Merge().ToArray());
        });

    [Fact]
    public void Block_WithAnyByteChanged_IsRefused()
    {
        byte[] block = new LogBlockEncoder().Encode([new(1_000, 1, 3, 1, BucketGrain.Event), new(5, 9, 4, 0, BucketGrain.Year)]).ToArray();
        for (int index = 0; index < block.Length; index++)
        {
            byte[] damaged = [.. block];
            damaged[index] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => new LogBlockReader(damaged));
        }
    }

    [Fact]
    public void Block_CutShort_IsRefused()
    {
        byte[] block = new LogBlockEncoder().Encode([new(1_000, 1, 3, 1, BucketGrain.Event)]).ToArray();
        Assert.All(Enumerable.Range(0, block.Length), length => Assert.Throws<InvalidDataException>(() => new LogBlockReader(block[..length])));
    }

    [Fact]
    public void Block_OfAnotherFormat_SaysSo()
    {
        byte[] block = [2, 0, .. new byte[LogBlock.ChecksumBytes]];
        BitConverter.TryWriteBytes(block.AsSpan(2), Crc32C.Of(block.AsSpan(0, 2)));

        Assert.Contains("format 2", Assert.Throws<InvalidDataException>(() => new LogBlockReader(block)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_StartBeyondTheFormat_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogBlockEncoder().Encode([new(LogBlock.LargestStart + 1, 1, 1, 1, BucketGrain.Event)]));

    [Fact]
    public void Crc_OfTheStandardsVector_IsTheStandardsValue() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    [Fact]
    public void Changes_OfSeveralBlocks_AreOneList()
    {
        LogBlockEncoder encoder = new();
        byte[] first = encoder.Encode([new(10, 1, 1, 1, BucketGrain.Event), new(11, 1, 2, 1, BucketGrain.Event)]).ToArray();
        byte[] second = encoder.Encode([new(12, 3, 1, 0, BucketGrain.Event)]).ToArray();

        IReadOnlyList<Change> changes = LoggedChanges.Of([first, second], [-1, 50, 60]);

        Change[] expected = [new(10, 1, 50, 1, BucketGrain.Event), new(11, 1, 60, 1, BucketGrain.Event), new(12, 3, 50, 0, BucketGrain.Event)];
        Assert.Equal(expected, changes);
        Assert.Equal([expected[2], expected[0], expected[1]], [changes[2], changes[0], changes[1]]);
        Assert.Throws<ArgumentOutOfRangeException>(() => changes[3]);
    }

    private static Gen<long> AnyLong =>
        from high in Gen.Choose(int.MinValue, int.MaxValue)
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        select ((long)high << 32) | (uint)low;

    private static Gen<LogEntry> AnyEntry =>
        from start in Gen.OneOf(AnyLong.Select(value => value >> 5), Gen.Elements(-LogBlock.LargestStart, LogBlock.LargestStart, -1, 0, 1), Gen.Choose(1_700_000_000, 1_800_000_000).Select(value => (long)value))
        from delta in Gen.OneOf(AnyLong, Gen.Elements(long.MinValue, -2, -1, 0, 1, 2, long.MaxValue))
        from series in Gen.OneOf(Gen.Choose(1, int.MaxValue), Gen.Choose(1, 3))
        from presence in Gen.OneOf(Gen.Choose(int.MinValue, int.MaxValue), Gen.Choose(-2, 2), Gen.Constant(unchecked((int)delta)))
        from grain in Gen.Elements(Enum.GetValues<BucketGrain>())
        select new LogEntry(start, delta, series, presence, grain);

    private static Gen<LogEntry> SmallEntry =>
        from start in Gen.Choose(0, 2)
        from delta in Gen.Choose(-1, 1)
        from series in Gen.Choose(1, 2)
        from grain in Gen.Elements(BucketGrain.Event, BucketGrain.Hour)
        select new LogEntry(start, delta, series, delta, grain);

    private static List<LogEntry> Read(byte[] block)
    {
        LogBlockReader reader = new(block);
        List<LogEntry> entries = [];
        while (reader.MoveNext())
        {
            entries.Add(reader.Current);
        }

        Assert.Equal(reader.Count, entries.Count);
        return entries;
    }
}
