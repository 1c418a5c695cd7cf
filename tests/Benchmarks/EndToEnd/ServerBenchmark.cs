using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Tongbi.Testing;

namespace Tongbi.Benchmarks.EndToEnd;

/// <summary>
/// The real program in its own process over HTTP on loopback: durable ingest of one gzip stream, start with a full ledger, and the wall's snapshot.
/// The sender's own work (making and packing the body) is done beforehand.
/// </summary>
internal static class ServerBenchmark
{
    private const int BodyEvents = 1_000_000;
    private const int Snapshots = 2_000;

    public static async Task RunAsync(string[] arguments)
    {
        GeneratedBureau bureau = GeneratedBureau.Named(arguments is [var name, ..] ? name : "city");
        DateTimeOffset end = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        using TemporaryFolder config = new();
        using TemporaryFolder data = new();
        bureau.WriteConfiguration(config.Path);
        Say($"{bureau.Name}: {bureau.Units} units, {bureau.EventsAYear:N0} events a year, three years; load {await File.ReadAllTextAsync("/proc/loadavg")}".Trim());

        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, CancellationToken.None);
        long total = 3L * bureau.EventsAYear;
        for (long from = 0; from < total; from += BodyEvents)
        {
            int count = (int)Math.Min(BodyEvents, total - from);
            byte[] body = Pack(bureau, from, count, end);
            long begun = Stopwatch.GetTimestamp();
            await PostAsync(tongbi, body);
            double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            Say($"ingest  {count,9:N0} events, {body.Length / 1e6,6:N1} MB packed: {seconds,6:N2} s = {count / seconds,9:N0} events/s; server peak {tongbi.PeakMemory() / 1e6:N0} MB");
        }

        await tongbi.KillAsync();
        long started = Stopwatch.GetTimestamp();
        await tongbi.StartAgainAsync(CancellationToken.None);
        await SnapshotAsync(tongbi.Admin);
        Say($"start   with {total:N0} events, to the first figure: {Stopwatch.GetElapsedTime(started).TotalSeconds:N2} s; server peak {tongbi.PeakMemory() / 1e6:N0} MB; ledger {new FileInfo(Path.Combine(data.Path, "tongbi.db")).Length / 1e6:N0} MB");

        int bytes = await SnapshotAsync(tongbi.Admin);
        for (int i = 0; i < 200; i++)
        {
            await SnapshotAsync(tongbi.Admin);
        }

        Report("same version", await MeasureAsync(Snapshots, () => SnapshotAsync(tongbi.Admin)), bytes);
        int next = 0;
        double[] changed = await MeasureAsync(200, () => SnapshotAsync(tongbi.Admin), async () =>
            await PostAsync(tongbi, PackLine($"{{\"source\":\"dispatch110\",\"id\":\"N{next++}\",\"unit\":\"U1\",\"category\":\"g1/c0\",\"occurredAt\":\"{end:yyyy-MM-ddTHH:mm:sszzz}\"}}")));
        Report("new version each time", changed, bytes);
    }

    private static async Task<double[]> MeasureAsync(int times, Func<Task<int>> measured, Func<Task>? before = null)
    {
        double[] milliseconds = new double[times];
        for (int i = 0; i < times; i++)
        {
            if (before is not null)
            {
                await before();
            }

            long begun = Stopwatch.GetTimestamp();
            await measured();
            milliseconds[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        Array.Sort(milliseconds);
        return milliseconds;
    }

    private static void Report(string what, double[] sorted, int bytes) => Say(
        $"wall    snapshot over HTTP, {what}: p50 {sorted[sorted.Length / 2]:N2} ms, p99 {sorted[sorted.Length * 99 / 100]:N2} ms, max {sorted[^1]:N2} ms ({sorted.Length:N0} requests of {bytes / 1e3:N0} kB)");

    private static async Task<int> SnapshotAsync(HttpClient client) => (await client.GetByteArrayAsync("/api/v1/walls/wall/snapshot")).Length;

    private static async Task PostAsync(TongbiProcess tongbi, byte[] packed)
    {
        using ByteArrayContent content = new(packed);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage answer = await tongbi.Ingest.PostAsync("/api/v1/events", content);
        string text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || text.Contains("\"rejected\":[{", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(text[..Math.Min(500, text.Length)]);
        }
    }

    private static byte[] Pack(GeneratedBureau bureau, long from, int count, DateTimeOffset end) =>
        Pack(writer => bureau.WriteEvents(writer, from, count, end));

    private static byte[] PackLine(string line) => Pack(writer => writer.Write(line));

    private static byte[] Pack(Action<TextWriter> write)
    {
        using MemoryStream packed = new();
        using (StreamWriter writer = new(new GZipStream(packed, CompressionLevel.Fastest), new UTF8Encoding(false), 1 << 16))
        {
            write(writer);
        }

        return packed.ToArray();
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line) => Console.WriteLine(line);
}
