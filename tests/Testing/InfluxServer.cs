using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Tongbi.Testing;

/// <summary>
/// A real InfluxDB 1.x (Debian package <c>influxdb</c>) in a folder of its own on free loopback ports; it can be killed and started again on the
/// same data and port.
/// </summary>
public sealed class InfluxServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/influxd";

    /// <summary>How long a start may take before a test gives up; generous, since CI machines are slow.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder folder = new();
    private readonly StringBuilder output = new();
    private readonly int httpPort = LoopbackPorts.Free();
    private Process? process;

    private InfluxServer()
    {
        Url = new Uri($"http://127.0.0.1:{httpPort}");
        Http = new HttpClient { BaseAddress = Url };
    }

    /// <summary>Whether the package is installed; tests skip where it is not.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>A client of it.</summary>
    public HttpClient Http { get; }

    /// <summary>What it printed, for failure messages.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts an empty server.</summary>
    /// <param name="cancellationToken">The test's token.</param>
    /// <param name="more">Lines for the <c>[http]</c> section, e.g. <c>max-body-size = 1000</c>.</param>
    public static async Task<InfluxServer> StartAsync(CancellationToken cancellationToken, params string[] more)
    {
        InfluxServer server = new();
        await File.WriteAllTextAsync(server.folder.File("influxdb.conf"), server.Settings(more), cancellationToken);
        try
        {
            await server.StartAgainAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Starts it (again) on the same data and port and waits until it answers.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(Program, ["-config", folder.File("influxdb.conf")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start) ?? throw new InvalidOperationException("influxd did not start.");
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.TrueAsync(() => AnswersAsync(cancellationToken), StartLimit, () => "influxd does not answer:\n" + Output, cancellationToken);
    }

    /// <summary>Kills it as <c>kill -9</c> does; nothing listens afterwards.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        process = null;
    }

    /// <summary>Runs InfluxQL and gives the answer's JSON; statements that change something too.</summary>
    /// <exception cref="InvalidOperationException">The server refused it.</exception>
    public async Task<JsonElement> QueryAsync(string query, string? database, CancellationToken cancellationToken)
    {
        using FormUrlEncodedContent form = new(
        [
            new("q", query),
            new("epoch", "s"),
            .. database is null ? Array.Empty<KeyValuePair<string, string>>() : [new("db", database)],
        ]);
        using HttpResponseMessage answer = await Http.PostAsync("/query", form, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        JsonElement result = answer.StatusCode == HttpStatusCode.OK ? JsonDocument.Parse(text).RootElement.GetProperty("results")[0] : default;
        return result.ValueKind == JsonValueKind.Object && !result.TryGetProperty("error", out _)
            ? result
            : throw new InvalidOperationException($"{query}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Every stored point of a measurement: its tags in the order asked for, its time in Unix seconds, and one integer field.</summary>
    public async Task<IReadOnlyDictionary<(string Tags, long Time), long>> PointsAsync(string database, string measurement, IReadOnlyList<string> tags, string field, CancellationToken cancellationToken)
    {
        string groups = string.Join(", ", tags.Select(tag => $"\"{tag}\""));
        JsonElement result = await QueryAsync($"SELECT \"{field}\" FROM \"{measurement}\" GROUP BY {groups}", database, cancellationToken);
        Dictionary<(string Tags, long Time), long> points = [];
        if (!result.TryGetProperty("series", out JsonElement series))
        {
            return points;
        }

        foreach (JsonElement one in series.EnumerateArray())
        {
            string key = string.Join('|', tags.Select(tag => one.GetProperty("tags").GetProperty(tag).GetString()));
            foreach (JsonElement row in one.GetProperty("values").EnumerateArray())
            {
                points.Add((key, row[0].GetInt64()), row[1].GetInt64());
            }
        }

        return points;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private string Settings(IEnumerable<string> more) => string.Create(CultureInfo.InvariantCulture, $"""
        reporting-disabled = true
        bind-address = "127.0.0.1:{LoopbackPorts.Free()}"
        [meta]
          dir = "{folder.File("meta")}"
        [data]
          dir = "{folder.File("data")}"
          wal-dir = "{folder.File("wal")}"
          max-series-per-database = 0
          query-log-enabled = false
        [monitor]
          store-enabled = false
        [http]
          bind-address = "127.0.0.1:{httpPort}"
          log-enabled = false
          {string.Join("\n  ", more)}

        """);

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (process is not { HasExited: false })
        {
            throw new InvalidOperationException("influxd ended:\n" + Output);
        }

        try
        {
            using HttpResponseMessage answer = await Http.GetAsync("/ping", cancellationToken);
            return answer.StatusCode == HttpStatusCode.NoContent;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }
}
