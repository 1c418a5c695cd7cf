using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Benchmarks.Live;

/// <summary>
/// The real server in this process, on loopback: time of a wall snapshot over HTTP, and time from an accepted write to the update at many screens.
/// Screens and writers share the machine with the server, so its figures err to the slow side.
/// </summary>
internal static class LiveBenchmark
{
    private const int EventsPerDelivery = 100;

    /// <summary>Runs it and prints a line for each measure.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        int units = Option(arguments, "--units", 120);
        int history = Option(arguments, "--history", 300_000);
        int clients = Option(arguments, "--clients", 200);
        int rate = Option(arguments, "--rate", 2_000);
        int seconds = Option(arguments, "--seconds", 20);
        string folder = Directory.CreateTempSubdirectory("tongbi-bench-").FullName;
        try
        {
            BenchmarkCity.WriteConfiguration(Path.Combine(folder, "config"), units);
            DataDirectory data = DataDirectory.OpenOrCreate(Path.Combine(folder, "data"));
            using IDisposable serverLock = data.LockForServer();
            TongbiOptions options = new() { Data = data.Path, Config = Path.Combine(folder, "config"), Urls = "http://127.0.0.1:0", Demo = false };
            await using WebApplication app = Dashboard.Program.BuildServer(options, data, services => services.AddSingleton(TextWriter.Null)); // nobody needs its greeting
            await app.StartAsync();
            using JsonDocument credentials = JsonDocument.Parse(await File.ReadAllTextAsync(data.FirstRunFile));
            string key = credentials.RootElement.GetProperty("adminKey").GetString()!; // written by the first start
            using HttpClient http = new() { BaseAddress = new Uri(app.Urls.First()) };
            http.DefaultRequestHeaders.Add("X-API-Key", key);

            BenchmarkCity city = new(units);
            await LoadAsync(http, city, history);
            await MeasureSnapshotsAsync(http, city);
            await MeasureUpdatesAsync(http, city, key, clients, rate, seconds);
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task LoadAsync(HttpClient http, BenchmarkCity city, int history)
    {
        const int Chunk = 250_000;
        Stopwatch watch = Stopwatch.StartNew();
        for (int sent = 0; sent < history; sent += Chunk)
        {
            await PostAsync(http, city.Events(Math.Min(Chunk, history - sent), spanDays: 3 * 365), compress: true);
        }

        Console.WriteLine($"{"history",-40}{history,12:N0} events, {city.Units} units, in {watch.Elapsed.TotalSeconds:F1} s");
    }

    private static async Task MeasureSnapshotsAsync(HttpClient http, BenchmarkCity city)
    {
        const int Requests = 3_000;
        byte[] body = [];
        Samples unchanged = new(Requests);
        for (int request = 0; request < Requests; request++)
        {
            long begun = Stopwatch.GetTimestamp();
            body = await http.GetByteArrayAsync("/api/v1/walls/wall/snapshot");
            unchanged.Add(Stopwatch.GetElapsedTime(begun));
        }

        Samples changed = new(Requests / 10);
        for (int request = 0; request < Requests / 10; request++)
        {
            await PostAsync(http, city.Events(1, spanDays: 1), compress: false);
            long begun = Stopwatch.GetTimestamp();
            await http.GetByteArrayAsync("/api/v1/walls/wall/snapshot");
            changed.Add(Stopwatch.GetElapsedTime(begun));
        }

        unchanged.Print($"snapshot over HTTP, {body.Length / 1024} KiB, unchanged");
        changed.Print("snapshot over HTTP, after each write");
    }

    private static async Task MeasureUpdatesAsync(HttpClient http, BenchmarkCity city, string key, int clients, int rate, int seconds)
    {
        AcceptedWrites accepted = new();
        RawScreen[] screens = [.. Enumerable.Range(0, clients).Select(_ => new RawScreen(http.BaseAddress!, key, accepted))]; // set by the caller
        await Task.WhenAll(screens.Select(screen => screen.StartAsync()));

        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        using PeriodicTimer timer = new(TimeSpan.FromSeconds((double)EventsPerDelivery / rate));
        List<Task> posts = [];
        while (watch.Elapsed.TotalSeconds < seconds && await timer.WaitForNextTickAsync())
        {
            string body = city.Events(EventsPerDelivery, spanDays: 1);
            posts.Add(Task.Run(async () => accepted.Add(await PostAsync(http, body, compress: false))));
        }

        await Task.WhenAll(posts);
        double took = watch.Elapsed.TotalSeconds;
        await accepted.SeenByAllAsync(screens, TimeSpan.FromSeconds(30));
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Samples latencies = Samples.Join(screens.Select(screen => screen.Latencies));
        latencies.Print($"write accepted → update, {clients} screens");
        Console.WriteLine($"{"",-40}{posts.Count * EventsPerDelivery / took,12:N0} events/s, {screens.Average(screen => screen.Updates) / took:F1} updates/s a screen of {screens.Average(screen => screen.Bytes) / Math.Max(1, screens.Average(screen => screen.Updates)) / 1024:F0} KiB, {cpu.TotalSeconds / took:F2} processors");
        foreach (RawScreen screen in screens)
        {
            screen.Dispose();
        }
    }

    private static async Task<long> PostAsync(HttpClient http, string lines, bool compress)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(lines);
        if (compress)
        {
            using MemoryStream packed = new();
            await using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await gzip.WriteAsync(bytes);
            }

            bytes = packed.ToArray();
        }

        using ByteArrayContent content = new(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (compress)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        using JsonDocument outcome = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return outcome.RootElement.GetProperty("rejected").GetArrayLength() == 0
            ? outcome.RootElement.GetProperty("version").GetInt64()
            : throw new InvalidOperationException("The benchmark's events were refused: " + outcome.RootElement);
    }

    private static int Option(string[] arguments, string name, int otherwise)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
