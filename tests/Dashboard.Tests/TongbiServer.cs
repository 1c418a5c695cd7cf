using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tongbi.Dashboard.Operations;
using Tongbi.Testing;

namespace Tongbi.Dashboard.Tests;

/// <summary>
/// The real program in this process: Kestrel on a free loopback port, a data directory of its own, a chosen configuration.
/// </summary>
public sealed class TongbiServer : IAsyncDisposable
{
    private readonly TemporaryFolder? ownData;
    private readonly IDisposable serverLock;
    private readonly WebApplication app;
    private readonly StringWriter terminal;
    private readonly List<HttpClient> clients = [];

    private TongbiServer(TemporaryFolder? ownData, string data, IDisposable serverLock, WebApplication app, StringWriter terminal)
    {
        this.ownData = ownData;
        this.serverLock = serverLock;
        this.app = app;
        this.terminal = terminal;
        Data = data;
        FirstRun = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "first-run.json"))).RootElement.Clone();
        Url = new Uri(app.Urls.First());
        Admin = Client(FirstRun.GetProperty("adminKey").GetString());
        Ingest = Client(FirstRun.GetProperty("ingestKey").GetString());
        Anonymous = Client(null);
    }

    /// <summary>The small county that most tests use.</summary>
    public static string County { get; } = Path.Combine(RepositoryPaths.Root, "tests", "Dashboard.Tests", "Config", "county");

    /// <summary>The data directory.</summary>
    public string Data { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>What the first start wrote.</summary>
    public JsonElement FirstRun { get; }

    /// <summary>A client that carries the administrator's key.</summary>
    public HttpClient Admin { get; }

    /// <summary>A client that carries the ingest key.</summary>
    public HttpClient Ingest { get; }

    /// <summary>A client that carries nothing.</summary>
    public HttpClient Anonymous { get; }

    /// <summary>What the program printed on its terminal.</summary>
    public string Terminal => terminal.ToString();

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts the program.</summary>
    /// <param name="cancellationToken">The test's token.</param>
    /// <param name="config">Configuration directory; null = <see cref="County"/>.</param>
    /// <param name="data">A data directory that outlives the server; null = one of its own.</param>
    /// <param name="time">Another clock.</param>
    /// <param name="configure">Last word on the services.</param>
    /// <param name="demo">Whether to feed simulated data.</param>
    public static async Task<TongbiServer> StartAsync(
        CancellationToken cancellationToken,
        string? config = null,
        string? data = null,
        TimeProvider? time = null,
        Action<IServiceCollection>? configure = null,
        bool demo = false)
    {
        TemporaryFolder? own = data is null ? new TemporaryFolder() : null;
        string folder = data ?? own!.Path; // own is there exactly when data is not
        DataDirectory directory = DataDirectory.OpenOrCreate(folder);
        IDisposable serverLock = directory.LockForServer();
        StringWriter terminal = new();
        TongbiOptions options = new() { Data = folder, Config = config ?? County, Urls = "http://127.0.0.1:0", Demo = demo };
        WebApplication app = Program.BuildServer(options, directory, services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TextWriter>(terminal));
            if (time is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(time));
            }

            configure?.Invoke(services);
        });
        await app.StartAsync(cancellationToken);
        return new TongbiServer(own, folder, serverLock, app, terminal);
    }

    /// <summary>A client with a key, or with nothing; it keeps cookies and follows no redirects.</summary>
    public HttpClient Client(string? key)
    {
        HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(2) };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-API-Key", key);
        }

        clients.Add(client);
        return client;
    }

    /// <summary>A client with a fresh key of these scopes.</summary>
    public async Task<HttpClient> ClientWithScopesAsync(CancellationToken cancellationToken, params string[] scopes)
    {
        using HttpResponseMessage answer = await Admin.PostAsJsonAsync("/api/v1/keys", new { name = "test", scopes }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        JsonElement key = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return Client(key.GetProperty("key").GetString());
    }

    /// <summary>Sends events as NDJSON with the ingest key and gives the answer.</summary>
    public async Task<JsonElement> PostEventsAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        using StringContent body = new(string.Join('\n', lines), Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using HttpResponseMessage answer = await Ingest.PostAsync("/api/v1/events", body, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await app.StopAsync();
        await app.DisposeAsync();
        serverLock.Dispose();
        ownData?.Dispose();
        await terminal.DisposeAsync();
    }
}
