using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Tongbi.Benchmarks.EndToEnd;
using Tongbi.Testing;

namespace Tongbi.Benchmarks.Reports;

/// <summary>The month of a county in every format, and of a hundred units in one run: the real program over HTTP, with the built-in outline.</summary>
internal static class ReportBenchmark
{
    private static readonly string[] Formats = ["docx", "xlsx", "pdf", "csv"];

    public static async Task RunAsync(string[] arguments)
    {
        _ = arguments;
        await MeasureAsync(GeneratedBureau.County);
        await MeasureAsync(new GeneratedBureau("a hundred units", 100, 60_000));
    }

    private static async Task MeasureAsync(GeneratedBureau bureau)
    {
        DateTimeOffset end = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        string month = end.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        using TemporaryFolder config = new();
        using TemporaryFolder data = new();
        bureau.WriteConfiguration(config.Path);
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, CancellationToken.None);
        await PostAsync(tongbi, bureau, end);
        Say($"{bureau.Name}: {bureau.Units} units, {3 * bureau.EventsAYear:N0} events; load {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}; server peak {tongbi.PeakMemory() / 1e6:N0} MB");

        if (bureau.Units < 100)
        {
            foreach (string round in new[] { "first", "again" })
            {
                long begun = Stopwatch.GetTimestamp();
                foreach (string format in Formats)
                {
                    long one = Stopwatch.GetTimestamp();
                    int bytes = await GetAsync(tongbi, $"{month}?format={format}");
                    Say($"  {round}: {format,-4} {Stopwatch.GetElapsedTime(one).TotalMilliseconds,7:N0} ms, {bytes / 1e3,7:N0} kB");
                }

                Say($"  {round}: all four {Stopwatch.GetElapsedTime(begun).TotalSeconds:N2} s; server peak {tongbi.PeakMemory() / 1e6:N0} MB");
            }
        }
        else
        {
            long begun = Stopwatch.GetTimestamp();
            for (int unit = 0; unit < bureau.Units; unit++)
            {
                await GetAsync(tongbi, $"{month}?format=docx&unit=U{unit}");
            }

            Say($"  a docx for each of {bureau.Units} units: {Stopwatch.GetElapsedTime(begun).TotalSeconds:N1} s; server peak {tongbi.PeakMemory() / 1e6:N0} MB");
        }
    }

    private static async Task<int> GetAsync(TongbiProcess tongbi, string question) => (await tongbi.Admin.GetByteArrayAsync("/api/v1/reports/monthly/" + question)).Length;

    private static async Task PostAsync(TongbiProcess tongbi, GeneratedBureau bureau, DateTimeOffset end)
    {
        using MemoryStream packed = new();
        await using (StreamWriter writer = new(new GZipStream(packed, CompressionLevel.Fastest), new UTF8Encoding(false), 1 << 16))
        {
            bureau.WriteEvents(writer, 0, 3 * bureau.EventsAYear, end);
        }

        using ByteArrayContent content = new(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        content.Headers.ContentEncoding.Add("gzip");
        using HttpResponseMessage answer = await tongbi.Ingest.PostAsync("/api/v1/events", content);
        answer.EnsureSuccessStatusCode();
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
