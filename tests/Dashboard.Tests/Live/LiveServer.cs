using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Screens;
using Tongbi.Dashboard.Security;
using Tongbi.Testing;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>The real hub, publisher, layouts and statistics on a real port, over counts and a clock that the test moves.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private LiveServer(WebApplication app, FakeTimeProvider time, StagedCube cube, StagedLedger ledger, FixedCatalogue catalogue, TemporaryFolder config)
    {
        this.app = app;
        this.config = config;
        Time = time;
        Cube = cube;
        Ledger = ledger;
        Catalogue = catalogue;
        Url = app.Urls.First();
    }

    public FakeTimeProvider Time { get; }

    public StagedCube Cube { get; }

    public StagedLedger Ledger { get; }

    public FixedCatalogue Catalogue { get; }

    public string Url { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<LiveServer> StartAsync(string? wall = SmallBureau.WallText, Catalogue? catalogue = null, Action<LiveOptions>? configure = null)
    {
        FakeTimeProvider time = new(SmallBureau.Morning.ToDateTimeOffset());
        FixedCatalogue source = new(catalogue ?? SmallBureau.Catalogue());
        StagedCube cube = new(source.Current);
        StagedLedger ledger = new();
        TemporaryFolder config = new();
        if (wall is not null)
        {
            WriteWall(config, "wall", wall);
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time)
            .AddSingleton<ICatalogueSource>(source)
            .AddSingleton<ICountCube>(cube)
            .AddSingleton<ILedger>(ledger)
            .AddSingleton<IStatistics>(new StatisticsEngine())
            .AddSingleton(new DemoState(true))
            .AddSingleton(new ConfigDirectory(config.Path))
            .AddApi()
            .AddLive()
            .AddSingleton(_ => SecurityStore.Open(Path.Combine(config.Path, "security.db"), time))
            .AddScreens()
            .AddSingleton<IAlertBoard>(NoAlerts.Instance);
        builder.Services.Configure<LiveOptions>(options => configure?.Invoke(options));
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, ScopesFromHeader>("test", null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policies.Read, policy => policy.RequireAuthenticatedUser());
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapLive();
        await app.StartAsync();
        return new LiveServer(app, time, cube, ledger, source, config);
    }

    /// <summary>Connects a screen that listens to everything.</summary>
    public async Task<Screen> ConnectAsync(bool messagePack = false, string scopes = "admin")
    {
        IHubConnectionBuilder builder = new HubConnectionBuilder().WithUrl(Url + LiveExtensions.HubPath, options =>
        {
            options.Headers[ScopesFromHeader.Header] = scopes;
            options.Transports = HttpTransportType.WebSockets;
        });
        HubConnection connection = (messagePack ? builder.AddMessagePackProtocol() : builder).Build();
        Screen screen = new(connection);
        await connection.StartAsync();
        return screen;
    }

    /// <summary>A client with these scopes.</summary>
    public HttpClient Http(string scopes = "admin")
    {
        HttpClient client = new() { BaseAddress = new Uri(Url) };
        client.DefaultRequestHeaders.Add(ScopesFromHeader.Header, scopes);
        return client;
    }

    /// <summary>Moves the clock step by step until the server has answered; the limit only bounds a failure.</summary>
    public async Task<T> DriveAsync<T>(Task<T> expected, TimeSpan? step = null)
    {
        const int mostSteps = 4_000;
        for (int steps = 0; !expected.IsCompleted && steps < mostSteps; steps++)
        {
            Time.Advance(step ?? LiveOptionsStep);
            await Task.WhenAny(expected, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
        }

        return expected.IsCompleted ? await expected : throw new TimeoutException($"Nothing came though the clock moved {mostSteps} steps.");
    }

    /// <summary>Writes a layout file into the watched folder.</summary>
    public void WriteWall(string id, string text) => WriteWall(config, id, text);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        config.Dispose();
    }

    private static void WriteWall(TemporaryFolder config, string id, string text)
    {
        Directory.CreateDirectory(config.File("walls"));
        File.WriteAllText(Path.Combine(config.File("walls"), id + ".yaml"), text);
    }

    private static readonly TimeSpan LiveOptionsStep = new LiveOptions().MinimumInterval;
    private readonly WebApplication app;
    private readonly TemporaryFolder config;
}
