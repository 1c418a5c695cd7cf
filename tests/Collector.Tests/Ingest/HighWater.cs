namespace Tongbi.Collector.Tests.Ingest;

/// <summary>The most live memory that was seen.</summary>
internal sealed class HighWater
{
    public long Bytes { get; private set; }

    public void Look() => Bytes = Math.Max(Bytes, GC.GetTotalMemory(forceFullCollection: true));
}
