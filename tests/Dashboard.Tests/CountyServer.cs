using Xunit;

namespace Tongbi.Dashboard.Tests;

/// <summary>One running county, shared by the tests of a class.</summary>
public sealed class CountyServer : IAsyncLifetime
{
    private TongbiServer? server;

    /// <summary>The server.</summary>
    public TongbiServer Server => server ?? throw new InvalidOperationException("The server was not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => server = await TongbiServer.StartAsync(TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
