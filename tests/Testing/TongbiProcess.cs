using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tongbi.Testing;

/// <summary>
/// The real program in its own process on a data directory and a free loopback port; it can be killed hard and started again.
/// </summary>
public sealed class TongbiProcess : IAsyncDisposable
{
    /// <summary>How long a start may take before a test gives up; generous, since CI machines are slow.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly StringBuilder output = new();
    private readonly string[] arguments;
    private readonly IReadOnlyDictionary<string, string> settings;
    private Process? process;

    private TongbiProcess(string data, string[] arguments, IReadOnlyDictionary<string, string> settings)
    {
        Data = data;
        this.arguments = arguments;
        this.settings = settings;
    }

    /// <summary>The data directory; outlives the process.</summary>
    public string Data { get; }

    /// <summary>Address the program listens on, from its first-run file or banner.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>What the first start wrote.</summary>
    public JsonElement FirstRun { get; private set; }

    /// <summary>A client that carries the administrator's key.</summary>
    public HttpClient Admin { get; private set; } = new();

    /// <summary>A client that carries the ingest key.</summary>
    public HttpClient Ingest { get; private set; } = new();

    /// <summary>Process id while it runs.</summary>
    public int Id => process!.Id;

    /// <summary>All the program printed, for failure messages.</summary>
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

    /// <summary>Starts the program; <paramref name="port"/> 0 takes a free one and keeps it over restarts.</summary>
    public static Task<TongbiProcess> StartAsync(string data, string? config, CancellationToken cancellationToken, params string[] more) =>
        StartAsync(data, config, new Dictionary<string, string>(), cancellationToken, more);

    /// <summary>Starts the program with settings, which it gets as environment variables (<c>Tongbi__Ingest__MaxConcurrent</c>).</summary>
    public static async Task<TongbiProcess> StartAsync(string data, string? config, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, params string[] more)
    {
        int port = LoopbackPorts.Free();
        List<string> arguments = ["serve", "--data", data, "--urls", $"http://127.0.0.1:{port}", .. more];
        if (config is not null)
        {
            arguments.AddRange(["--config", config]);
        }

        TongbiProcess tongbi = new(data, [.. arguments], settings) { Url = new Uri($"http://127.0.0.1:{port}") };
        await tongbi.StartAgainAsync(cancellationToken);
        return tongbi;
    }

    /// <summary>Runs another verb beside a running server and gives its exit code and all it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunVerbAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using Process verb = Process.Start(Command(arguments))!;
        Task<string> standard = verb.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = verb.StandardError.ReadToEndAsync(cancellationToken);
        await verb.WaitForExitAsync(cancellationToken);
        return (verb.ExitCode, await standard + await error);
    }

    /// <summary>Starts another verb; the caller reads both outputs to their ends and disposes it.</summary>
    public static Process StartVerb(params string[] arguments) => Process.Start(Command(arguments))!;

    /// <summary>Asks a process to stop as Ctrl-C does.</summary>
    public static async Task InterruptAsync(Process process, CancellationToken cancellationToken)
    {
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>A client with a fresh key of these scopes; the caller disposes it.</summary>
    public async Task<HttpClient> ClientWithScopesAsync(CancellationToken cancellationToken, params string[] scopes)
    {
        using StringContent wanted = new(JsonSerializer.Serialize(new { name = "test", scopes }), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await Admin.PostAsync("/api/v1/keys", wanted, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return Client(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)).RootElement.GetProperty("key").GetString()!);
    }

    /// <summary>Starts the program (again) on the same data and port and waits until it is ready.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        ProcessStartInfo command = Command(arguments);
        foreach ((string name, string value) in settings)
        {
            command.Environment[name] = value;
        }

        process = Process.Start(command)!;
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using HttpClient probe = new() { BaseAddress = Url };
        await Eventually.TrueAsync(
            async () =>
            {
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"The program ended with {process.ExitCode}:\n{Output}");
                }

                try
                {
                    using HttpResponseMessage answer = await probe.GetAsync("/health/ready", cancellationToken);
                    return answer.StatusCode == HttpStatusCode.OK && File.Exists(Path.Combine(Data, "first-run.json"));
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            StartLimit,
            () => "not ready:\n" + Output,
            cancellationToken);
        FirstRun = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Data, "first-run.json"), cancellationToken)).RootElement.Clone();
        Admin = Client(FirstRun.GetProperty("adminKey").GetString()!);
        Ingest = Client(FirstRun.GetProperty("ingestKey").GetString()!);
    }

    /// <summary>Kills the process as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        process = null;
        Admin.Dispose();
        Ingest.Dispose();
    }

    /// <summary>Highest resident memory so far, in bytes (Linux).</summary>
    public long PeakMemory()
    {
        string line = File.ReadLines($"/proc/{Id}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        GC.SuppressFinalize(this);
    }

    private static ProcessStartInfo Command(IEnumerable<string> arguments)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string project = Path.Combine(RepositoryPaths.Root, "src", "Dashboard");
        string program = Path.Combine(project, "bin", configuration, "net10.0", "Tongbi.Dashboard.dll");
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private HttpClient Client(string key)
    {
        HttpClient client = new() { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.AppendLine(line.Data);
        }
    }
}
