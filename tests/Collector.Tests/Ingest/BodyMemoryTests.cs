using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Xunit;

namespace Tongbi.Collector.Tests.Ingest;

/// <summary>Runs alone: the memory of the process is measured.</summary>
[Collection(nameof(BodyMemoryTests))]
[CollectionDefinition(nameof(BodyMemoryTests), DisableParallelization = true)]
public sealed class BodyMemoryTests
{
    [Fact]
    public async Task Body_OfAMillionEvents_NeedsBoundedMemory()
    {
        const int count = 1_000_000;
        using IngestBench bench = new(new RecordingLedger { OnlyCounts = true }, new IngestLimits { MaxWireBytes = 1L << 30 });
        HighWater memory = new();
        memory.Look();
        long before = memory.Bytes;

        using IngestResult result = await bench.SendAsync(new GeneratedBody(count, memory));

        Assert.Equal((count, count, 0), ((int)result.Received, (int)bench.Ledger.EventCount, (int)result.RejectedCount));
        Assert.Equal(new SourceShare("dispatch110", count, 0, GeneratedBody.LastSecond(count)), Assert.Single(Assert.Single(bench.Ledger.Deliveries).Shares));

        // The body has 130 MB and its records 48 MB; 16 MiB of them may stand in memory.
        Assert.InRange(memory.Bytes - before, 0, 32L << 20);
        Assert.Empty(Directory.GetFiles(bench.SpoolPath));
    }
}
