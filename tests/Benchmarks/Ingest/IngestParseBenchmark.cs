using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.Http;
using Tongbi.Testing;

namespace Tongbi.Benchmarks.Ingest;

/// <summary>How many events a second one core reads, validates, hashes and spools, by format; without HTTP and ledger.</summary>
internal static class IngestParseBenchmark
{
    private static readonly string[] Units = ["PS01", "PS02", "PS03", "PS04", "PS05", "PS06"];

    /// <summary>Runs it; <c>--events N</c> (default one million).</summary>
    public static async Task RunAsync(string[] args)
    {
        int at = Array.IndexOf(args, "--events");
        int count = at >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 1_000_000;
        Catalogue catalogue = CatalogueLoader.Load(Path.Combine(RepositoryPaths.Root, "config", "catalog.yaml"));
        using TemporaryFolder folder = new();
        IdHashKey key = IdHashKey.LoadOrCreate(folder.File("id-hash.key"));
        SpoolFolder spool = new(folder.File("spool"));
        HashAlone(key, count);
        foreach (BodyFormat format in Enum.GetValues<BodyFormat>())
        {
            byte[] body = Body(format, count);
            await MeasureAsync(format.ToString(), catalogue, key, spool, () => new MemoryStream(body), format, count);
            if (format == BodyFormat.Ndjson)
            {
                byte[] packed = Pack(body);
                await MeasureAsync("Ndjson, gzip", catalogue, key, spool, () => new GzipBody(new MemoryStream(packed)), format, count);
            }
        }
    }

    private static void HashAlone(IdHashKey key, int count)
    {
        using IdHasher hasher = key.CreateHasher();
        for (int round = 0; round < 3; round++)
        {
            long began = Stopwatch.GetTimestamp();
            for (int number = 0; number < count; number++)
            {
                hasher.Hash("dispatch110"u8, "33112520260131000001"u8);
            }

            Tell("hash alone", count, Stopwatch.GetElapsedTime(began), 0);
        }
    }

    private static async Task MeasureAsync(string name, Catalogue catalogue, IdHashKey key, SpoolFolder spool, Func<Stream> open, BodyFormat format, int count)
    {
        CatalogueIndex index = new(catalogue, new SeriesRegistry());
        for (int round = 0; round < 3; round++)
        {
            using IdHasher hasher = key.CreateHasher();
            TimeLimits times = new(catalogue.Calendar, TimeProvider.System.GetUtcNow());
            using EventIntake intake = new(index, new EventValidator(index, _ => true, times, hasher), spool, new IngestLimits());
            IBodyParser parser = format switch
            {
                BodyFormat.Ndjson => new NdjsonParser(RecordLayout.Events),
                BodyFormat.JsonArray => new JsonArrayParser(RecordLayout.Events),
                _ => new CsvParser(RecordLayout.Events, RecordLayout.RequiredOfEvents),
            };
            long allocated = GC.GetTotalAllocatedBytes();
            long began = Stopwatch.GetTimestamp();
            await using Stream body = open();
            await new BodyReader(parser, intake).ReadAsync(body, CancellationToken.None);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
            if (intake.Accepted != count)
            {
                Refusal first = intake.Refusals.Read().First();
                throw new InvalidOperationException($"{intake.Refusals.Count} refused, the first: {first}");
            }

            Tell(name, count, elapsed, GC.GetTotalAllocatedBytes() - allocated);
        }
    }

    private static void Tell(string name, int count, TimeSpan elapsed, long allocated) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-14} {count / elapsed.TotalSeconds,12:N0} events/s {elapsed.TotalNanoseconds / count,8:N0} ns each {allocated / 1048576.0,8:N1} MiB allocated"));

    private static byte[] Body(BodyFormat format, int count)
    {
        StringBuilder text = new(count * 160);
        text.Append(format switch { BodyFormat.JsonArray => "[", BodyFormat.Csv => "source,id,metric,category,unit,occurredAt\n", _ => "" });
        DateTimeOffset start = new(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
        for (int number = 0; number < count; number++)
        {
            string unit = Units[number % Units.Length];
            string at = start.AddSeconds(number * 31L).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
            string id = "33112520" + number.ToString("D12", CultureInfo.InvariantCulture);
            text.Append(format == BodyFormat.Csv
                ? $"dispatch110,{id},incident,traffic,{unit},{at}\n"
                : $$"""{"source":"dispatch110","id":"{{id}}","metric":"incident","category":"traffic","unit":"{{unit}}","occurredAt":"{{at}}"}""");
            text.Append(format switch { BodyFormat.Ndjson => "\n", BodyFormat.JsonArray when number < count - 1 => ",", BodyFormat.JsonArray => "]", _ => "" });
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Pack(byte[] body)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}
