using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tongbi.Benchmarks.EndToEnd;
using Tongbi.Testing;

namespace Tongbi.Benchmarks.Ingest;

/// <summary>
/// The same line-protocol bodies to this program's <c>/write</c> and to a real InfluxDB's, in turns, one connection each, over HTTP on loopback. Both answer
/// 204 when the points are on disk; this program has also checked them against the catalogue, hashed their ids, removed duplicates and counted them.
/// </summary>
internal static class LineWriteBenchmark
{
    private const int Rounds = 3;
    private static readonly int[] BodyPoints = [5_000, 50_000];

    /// <summary>Runs it; <c>--points N</c> a round and body size (default 200,000).</summary>
    public static async Task RunAsync(string[] arguments)
    {
        int at = Array.IndexOf(arguments, "--points");
        int points = at >= 0 ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : 200_000;
        if (!InfluxServer.IsInstalled)
        {
            throw new InvalidOperationException("Needs the Debian package influxdb.");
        }

        GeneratedBureau bureau = GeneratedBureau.City;
        using TemporaryFolder config = new();
        using TemporaryFolder data = new();
        bureau.WriteConfiguration(config.Path);
        await using InfluxServer influx = await InfluxServer.StartAsync(CancellationToken.None, "max-body-size = 0");
        await using TongbiProcess tongbi = await TongbiProcess.StartAsync(data.Path, config.Path, CancellationToken.None);
        await influx.QueryAsync("CREATE DATABASE bench", null, CancellationToken.None);
        Say($"{bureau.Units} units, 60 categories; {points:N0} points a round; load {await File.ReadAllTextAsync("/proc/loadavg")}".Trim());

        // A body each, unmeasured: connections, first compilation, first series.
        long sent = 0;
        byte[] warm = Body(bureau, sent, 1_000);
        sent += 1_000;
        await PostAsync(tongbi.Ingest, "/write?precision=s", warm);
        await PostAsync(influx.Http, "/write?db=bench&precision=s", warm);
        foreach (int bodyPoints in BodyPoints)
        {
            for (int round = 1; round <= Rounds; round++)
            {
                List<byte[]> bodies = [];
                for (int made = 0; made < points; made += bodyPoints)
                {
                    bodies.Add(Body(bureau, sent, bodyPoints));
                    sent += bodyPoints;
                }

                // Whoever is second finds a warmer machine: they take turns.
                double ours;
                double theirs;
                if (round % 2 == 1)
                {
                    ours = await MeasureAsync(tongbi.Ingest, "/write?precision=s", bodies);
                    theirs = await MeasureAsync(influx.Http, "/write?db=bench&precision=s", bodies);
                }
                else
                {
                    theirs = await MeasureAsync(influx.Http, "/write?db=bench&precision=s", bodies);
                    ours = await MeasureAsync(tongbi.Ingest, "/write?precision=s", bodies);
                }

                int written = bodies.Count * bodyPoints;
                Say($"bodies of {bodyPoints,6:N0}: Tongbi {written / ours,9:N0} points/s, InfluxDB {written / theirs,9:N0} points/s, ratio {theirs / ours:N2}");
            }
        }

        JsonElement counted = JsonDocument.Parse(await tongbi.Admin.GetStringAsync("/api/v1/statistics?metric=incident&period=2024-01-01/2026-01-01")).RootElement.GetProperty("items")[0].GetProperty("value");
        JsonElement stored = (await influx.QueryAsync("SELECT count(id) FROM incident", "bench", CancellationToken.None)).GetProperty("series")[0].GetProperty("values")[0][1];
        Say($"sent {sent:N0}; Tongbi counts {counted.GetInt64():N0}, InfluxDB holds {stored.GetInt64():N0}; Tongbi's peak memory {tongbi.PeakMemory() / 1e6:N0} MB; load {await File.ReadAllTextAsync("/proc/loadavg")}".Trim());
    }

    private static async Task<double> MeasureAsync(HttpClient client, string address, List<byte[]> bodies)
    {
        long began = Stopwatch.GetTimestamp();
        foreach (byte[] body in bodies)
        {
            await PostAsync(client, address, body);
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task PostAsync(HttpClient client, string address, byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage answer = await client.PostAsync(address, content);
        if ((int)answer.StatusCode != 204)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    // Every point a second later than the one before, so that none overwrites another in InfluxDB, which knows no ids.
    private static byte[] Body(GeneratedBureau bureau, long from, int count)
    {
        StringBuilder text = new(count * 100);
        for (long number = from; number < from + count; number++)
        {
            long scatter = number * 2_654_435_761L % 1_000_003;
            text.Append(CultureInfo.InvariantCulture, $"incident,category=g{scatter % 12}/c{scatter / 12 % 5},source=dispatch110,unit=U{scatter % bureau.Units} id=\"J{number}\" {FirstSecond + number}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static readonly long FirstSecond = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds();

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line) => Console.WriteLine(line);
}
