using System.Diagnostics;
using System.Text.Json;

namespace Tongbi.Testing;

/// <summary>A real Prometheus from Debian in a folder of its own.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private PrometheusServer(Process process, TemporaryFolder folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;

        // Nobody reads what it prints, and a full pipe would stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Why it cannot run here, or null.</summary>
    public static string? WhyNot => File.Exists(Program) && File.Exists(Tool) ? null : "Debian's package prometheus is not installed.";

    /// <summary>Root address.</summary>
    public Uri Address { get; }

    /// <summary>Starts it on a configuration file and waits until it is ready.</summary>
    public static async Task<PrometheusServer> StartAsync(string config, CancellationToken cancellationToken)
    {
        TemporaryFolder folder = new();
        int port = LoopbackPorts.Free();
        ProcessStartInfo start = new(Program, [$"--config.file={config}", $"--storage.tsdb.path={folder.Path}", $"--web.listen-address=127.0.0.1:{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        PrometheusServer server = new(Process.Start(start) ?? throw new InvalidOperationException("Prometheus did not start."), folder, new Uri($"http://127.0.0.1:{port}"));
        await Eventually.TrueAsync(() => server.IsReadyAsync(cancellationToken), TimeSpan.FromSeconds(60), () => "Prometheus does not answer.", cancellationToken);
        return server;
    }

    /// <summary>Runs its tool (<c>promtool</c>) in a folder and gives the exit code with what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> ToolAsync(string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        using Process tool = Process.Start(new ProcessStartInfo(Tool, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("promtool did not start.");
        Task<string> standard = tool.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> error = tool.StandardError.ReadToEndAsync(cancellationToken);
        await tool.WaitForExitAsync(cancellationToken);
        return (tool.ExitCode, await standard + await error);
    }

    /// <summary>Runs a query at this moment and gives its result.</summary>
    /// <exception cref="InvalidOperationException">It is refused.</exception>
    public async Task<JsonElement[]> QueryAsync(string query, CancellationToken cancellationToken)
    {
        JsonElement answer = await GetAsync("/api/v1/query?query=" + Uri.EscapeDataString(query), cancellationToken);
        return [.. answer.GetProperty("result").EnumerateArray()];
    }

    /// <summary>The <c>data</c> of one of its endpoints.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri(Address, path), cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.GetProperty("data").Clone() : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        folder.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(Address, "/-/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private const string Program = "/usr/bin/prometheus";
    private const string Tool = "/usr/bin/promtool";
    private readonly Process process;
    private readonly TemporaryFolder folder;
    private readonly HttpClient http = new();
}
