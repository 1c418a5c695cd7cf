using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tongbi.Testing;

/// <summary>A real Alertmanager from Debian in a folder of its own.</summary>
public sealed class AlertmanagerServer : IAsyncDisposable
{
    private AlertmanagerServer(Process process, TemporaryFolder folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;

        // Nobody reads what it prints, and a full pipe would stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Why it cannot run here, or null.</summary>
    public static string? WhyNot => File.Exists(Program) ? null : "Debian's package prometheus-alertmanager is not installed.";

    /// <summary>Root address.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<AlertmanagerServer> StartAsync(CancellationToken cancellationToken)
    {
        TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.Path);
        string config = Path.Combine(folder.Path, "alertmanager.yml");
        await File.WriteAllTextAsync(config, "route: { receiver: none }\nreceivers: [ { name: none } ]\n", cancellationToken);
        int port = LoopbackPorts.Free();
        ProcessStartInfo start = new(Program, [$"--config.file={config}", $"--storage.path={folder.Path}", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address="])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        AlertmanagerServer server = new(Process.Start(start) ?? throw new InvalidOperationException("Alertmanager did not start."), folder, new Uri($"http://127.0.0.1:{port}"));
        await Eventually.TrueAsync(() => server.IsReadyAsync(cancellationToken), TimeSpan.FromSeconds(60), () => "Alertmanager does not answer.", cancellationToken);
        return server;
    }

    /// <summary>Alerts that it holds for active.</summary>
    public async Task<IReadOnlyList<JsonElement>> ActiveAsync(CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<JsonElement[]>(new Uri(Address, "/api/v2/alerts?active=true"), cancellationToken) ?? [];

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

    private const string Program = "/usr/bin/prometheus-alertmanager";
    private readonly Process process;
    private readonly TemporaryFolder folder;
    private readonly HttpClient http = new();
}
