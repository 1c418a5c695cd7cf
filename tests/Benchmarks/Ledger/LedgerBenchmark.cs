using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;

namespace Tongbi.Benchmarks.Ledger;

/// <summary>How fast the SQLite ledger commits a large delivery, recognises it again, takes small ones, and replays its log.</summary>
internal static class LedgerBenchmark
{
    /// <summary>Runs it and prints a line for each measure.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        int events = Option(arguments, "--events", 1_000_000);
        int logEvents = Option(arguments, "--log", 4_500_000);
        string folder = Directory.CreateTempSubdirectory("tongbi-bench-").FullName;
        SqliteLedgerOptions options = new()
        {
            DataDirectory = folder,
            ChunkEvents = Option(arguments, "--chunk", 1 << 18),
            BlockEntries = Option(arguments, "--block", 1 << 19),
            CacheMebibytes = Option(arguments, "--cache", 256),
        };
        try
        {
            await using (ILedger ledger = await OpenAsync(options))
            {
                int[] series = [.. Enumerable.Range(0, SeriesCount).Select(number => ledger.Series.GetOrAdd(new("dispatch110", "incident", $"c{number % 60}", $"u{number / 60}")))];
                ulong from = 0;
                await CommitAsync(ledger, "fresh", series, from, events, folder);
                await CommitAsync(ledger, "known", series, from, events, folder);
                from += (ulong)events;
                for (; from < (ulong)logEvents; from += (ulong)events)
                {
                    await CommitAsync(ledger, "fresh", series, from, (int)Math.Min((ulong)events, (ulong)logEvents - from), folder);
                }

                await CommitSmallAsync(ledger, series);
            }

            Stopwatch opening = Stopwatch.StartNew();
            await using ILedger reopened = await OpenAsync(options);
            Print("open and check", 0, opening.Elapsed, folder);
            await ReplayAsync(reopened, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ILedger> OpenAsync(SqliteLedgerOptions options) =>
        await SqliteLedger.OpenAsync(options, TimeProvider.System, NullLogger<SqliteLedger>.Instance, CancellationToken.None);

    private static async Task CommitAsync(ILedger ledger, string name, int[] series, ulong from, int count, string folder)
    {
        Stopwatch watch = Stopwatch.StartNew();
        CommitOutcome outcome = await ledger.CommitAsync(new Delivery { Events = Generate(series, from, count), Actor = "benchmark" }, CancellationToken.None);
        Print($"{name} ({outcome.Inserted:N0} new)", count, watch.Elapsed, folder);
    }

    private static async Task CommitSmallAsync(ILedger ledger, int[] series)
    {
        const int Deliveries = 4_000;
        foreach (int senders in (int[])[1, 8, 64])
        {
            Stopwatch watch = Stopwatch.StartNew();
            ulong next = 1UL << 40 | ((ulong)senders << 32);
            await Task.WhenAll(Enumerable.Range(0, senders).Select(async _ =>
            {
                for (int sent = 0; sent < Deliveries / senders; sent++)
                {
                    await ledger.CommitAsync(new Delivery { Events = Generate(series, Interlocked.Add(ref next, 10), 10), Actor = "benchmark" }, CancellationToken.None);
                }
            }));
            Console.WriteLine($"{$"small, {senders} senders",-28}{Deliveries / watch.Elapsed.TotalSeconds,12:N0} deliveries of 10 a second");
        }
    }

    private static async Task ReplayAsync(ILedger ledger, string folder)
    {
        for (int round = 0; round < 2; round++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            long entries = 0;
            long total = 0;
            await foreach (ChangeSet set in ledger.ReadChangesAsync(0, CancellationToken.None))
            {
                foreach (Change change in set.Changes)
                {
                    total += change.Delta;
                }

                entries += set.Changes.Count;
            }

            Print($"replay (sum {total:N0})", entries, watch.Elapsed, folder);
        }
    }

    private static IEnumerable<ReadOnlyMemory<EventRecord>> Generate(int[] series, ulong from, int count)
    {
        EventRecord[] piece = new EventRecord[Math.Min(count, 8_192)];
        for (int at = 0; at < count; at += piece.Length)
        {
            int length = Math.Min(piece.Length, count - at);
            for (int index = 0; index < length; index++)
            {
                piece[index] = Generate(series, from + (ulong)(at + index));
            }

            yield return piece.AsMemory(0, length);
        }
    }

    // Keys like those of a keyed hash; three years of time, in no order.
    private static EventRecord Generate(int[] series, ulong id)
    {
        ulong high = Mix(id);
        ulong low = Mix(high ^ id);
        long second = 1_672_531_200 + (long)(low % (3UL * 365 * 86_400));
        return new EventRecord(new UInt128(high, low), second, 0, series[(int)(high % (ulong)series.Length)], 1, false);
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static void Print(string name, long items, TimeSpan elapsed, string folder)
    {
        using Process process = Process.GetCurrentProcess();
        long disk = new FileInfo(Path.Combine(folder, SqliteLedgerOptions.FileName)).Length;
        FileInfo wal = new(Path.Combine(folder, SqliteLedgerOptions.FileName + "-wal"));
        Console.WriteLine(
            $"{name,-28}{items / elapsed.TotalSeconds,12:N0} a second {elapsed.TotalMilliseconds,9:N0} ms   heap {GC.GetTotalMemory(false) >> 20,4} MiB   process {process.WorkingSet64 >> 20,5} MiB (peak {process.PeakWorkingSet64 >> 20})   file {disk >> 20,5} MiB   wal {(wal.Exists ? wal.Length >> 20 : 0),5} MiB");
    }

    private static int Option(string[] arguments, string name, int fallback)
    {
        int at = Array.IndexOf(arguments, name);
        return at < 0 ? fallback : int.Parse(arguments[at + 1], CultureInfo.InvariantCulture);
    }

    // A city: 120 units with 60 categories.
    private const int SeriesCount = 7_200;
}
