using Microsoft.AspNetCore.Hosting.Server;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Demo;

/// <summary>Runs the simulator where <see cref="DemoPolicy"/> lets it, from the moment the server listens; its key dies with the process.</summary>
internal sealed class DemoService(
    DemoState state,
    IServer server,
    SecurityStore store,
    ICatalogueSource catalogues,
    DataDirectory data,
    TimeProvider time,
    ILogger<DemoSimulator> logger) : IHostedLifecycleService, IDisposable
{
    /// <summary>The history is posted in large requests.</summary>
    private static readonly TimeSpan RequestLimit = TimeSpan.FromMinutes(5);

    private readonly HttpClient client = new() { Timeout = RequestLimit };
    private DemoSimulator? simulator;

    /// <summary>Begins to feed.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!state.IsOn)
        {
            return Task.CompletedTask;
        }

        DemoTarget target = new(new Uri(ServerAddress.Of(server)), store.AddProcessKey("demo-simulator", ["ingest:*"]));
        simulator = new DemoSimulator(_ => Task.FromResult(target), catalogues, data.Path, client, time, logger);
        return simulator.StartAsync(cancellationToken);
    }

    /// <summary>Ends before the server does, so that nothing it sends is cut off.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => simulator?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        simulator?.Dispose();
        client.Dispose();
    }
}
