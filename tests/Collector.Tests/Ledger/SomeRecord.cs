using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Tests.Ledger;

/// <summary>Some valid series, events, figures and deliveries; a test states only what matters to it.</summary>
internal static class SomeRecord
{
    /// <summary>2026-03-01T00:00:00Z, in Unix seconds.</summary>
    public const long Midnight = 1_772_323_200;

    public static SeriesKey Series(int number, string source = "dispatch110") => new(source, "incident", $"c{number}", "PS01");

    public static EventRecord Event(ulong id, int series, long revision = 0, int quantity = 1, long occurredAt = Midnight, bool withdrawn = false) =>
        new(new UInt128(id * 0x9E3779B97F4A7C15, id), occurredAt, revision, series, quantity, withdrawn);

    public static FigureRecord Figure(int series, long count, long revision = 0, BucketGrain grain = BucketGrain.Day, long start = 20_000, bool withdrawn = false) =>
        new(start, count, revision, series, grain, withdrawn);

    public static Delivery Delivery(params EventRecord[] events) => new() { Events = [events], Actor = "test" };

    public static Delivery Figures(params FigureRecord[] figures) => new() { Figures = [figures], Actor = "test" };
}
