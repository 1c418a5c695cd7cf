using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Tongbi.Testing;

/// <summary>A real mail server (Debian's aiosmtpd) that prints what it is sent.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private SmtpServer(Process process, int port)
    {
        this.process = process;
        Port = port;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Why it cannot run here, or null.</summary>
    public static string? WhyNot => File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd") ? null : "Debian's package python3-aiosmtpd is not installed.";

    /// <summary>Port on loopback.</summary>
    public int Port { get; }

    /// <summary>All that it has printed.</summary>
    public string Received
    {
        get
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<SmtpServer> StartAsync(CancellationToken cancellationToken)
    {
        int port = LoopbackPorts.Free();
        ProcessStartInfo start = new(Python, ["-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONUNBUFFERED"] = "1";
        SmtpServer server = new(Process.Start(start) ?? throw new InvalidOperationException("aiosmtpd did not start."), port);
        await Eventually.TrueAsync(() => AnswersAsync(port, cancellationToken), TimeSpan.FromSeconds(60), () => "aiosmtpd does not answer: " + server.Received, cancellationToken);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private const string Python = "/usr/bin/python3";
    private readonly Process process;
    private readonly StringBuilder text = new();
}
