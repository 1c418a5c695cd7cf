using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Tongbi.Testing;

/// <summary>
/// A real PostgreSQL (Debian package <c>postgresql</c>) in a folder of its own on a free loopback port; it can be stopped hard and started again
/// on the same data and port. It cannot run as root, so as root it runs as the account <c>postgres</c>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>How long a start may take before a test gives up; generous, since CI machines are slow.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly string folder = Path.Combine(Path.GetTempPath(), "tongbi-pg-" + Guid.NewGuid().ToString("N"));
    private readonly int port = LoopbackPorts.Free();

    private PostgresServer()
    {
    }

    /// <summary>Whether the package is installed; tests skip where it is not.</summary>
    public static bool IsInstalled => Programs is not null;

    /// <summary>Connection string of the superuser to the database <c>postgres</c>.</summary>
    public string ConnectionString => ConnectionStringOf("postgres", port);

    /// <summary>Port it listens on.</summary>
    public int Port => port;

    /// <summary>Connection string of an account, through any port: a link that a test can cut, for example.</summary>
    public static string ConnectionStringOf(string user, int port, string? password = null) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={user};Database=postgres;Pooling=false;Timeout=5")
        + (password is null ? "" : ";Password=" + password);

    /// <summary>Starts an empty server.</summary>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken)
    {
        PostgresServer server = new();
        try
        {
            Directory.CreateDirectory(server.folder);
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("/usr/bin/chown", ["postgres", server.folder], cancellationToken);
            }

            await RunOwnAsync("initdb", ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-D", server.Data], cancellationToken);
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
    public Task StartAgainAsync(CancellationToken cancellationToken) => RunOwnAsync(
        "pg_ctl",
        ["-D", Data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"), "start"],
        cancellationToken);

    /// <summary>Stops it as a power cut would: connections break, nothing is tidied up.</summary>
    public Task StopHardAsync(CancellationToken cancellationToken) => RunOwnAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"], cancellationToken);

    /// <summary>Runs statements as the superuser.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Asks for one number as the superuser.</summary>
    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = new(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = new(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopHardAsync(CancellationToken.None);
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Data => Path.Combine(folder, "data");

    private static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static Task RunOwnAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Programs ?? throw new InvalidOperationException("PostgreSQL is not installed."), program);
        return Environment.IsPrivilegedProcess ? RunAsync("/usr/sbin/runuser", ["-u", "postgres", "--", path, .. arguments], cancellationToken) : RunAsync(path, arguments, cancellationToken);
    }

    // The server inherits the pipes of pg_ctl and keeps them open, so they are not read to their end: output goes nowhere, errors to the log.
    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException(program + " did not start.");
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(new StringBuilder(program).Append(" ended with ").Append(process.ExitCode).Append(": ").AppendJoin(' ', arguments).ToString());
        }
    }
}
