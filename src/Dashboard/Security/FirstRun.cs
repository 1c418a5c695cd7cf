using Microsoft.AspNetCore.Hosting.Server;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Security;

/// <summary>
/// Makes the credentials of a first start once the server is bound (only then is its address known), and greets the operator.
/// </summary>
internal sealed class FirstRun(
    SecurityStore store,
    DataDirectory data,
    IServer server,
    Readiness readiness,
    DemoState demo,
    TextWriter terminal) : IHostedLifecycleService
{
    /// <summary>Runs when everything has started, the listening included.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        string url = ServerAddress.Of(server);
        FirstRunFile? fresh = store.Users().Count == 0 ? MakeCredentials(url) : null;
        terminal.Write(Greeting.For(url, data, fresh, demo.IsOn ? fresh ?? FirstRunFile.TryRead(data.FirstRunFile) : null));
        terminal.Flush();
        readiness.MarkStarted();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private FirstRunFile? MakeCredentials(string url)
    {
        FirstRunCredentials drawn = FirstRunCredentials.Draw();
        FirstRunFile file = new(url, drawn.AdminUser, drawn.AdminPassword, drawn.AdminKey, drawn.IngestKey, $"{url}/wall/{drawn.Wall}?token={drawn.DeviceToken}");

        // The file first: a crash between the two is put right by the next start, whereas credentials that nobody was told could not be.
        file.Write(data.FirstRunFile);
        return store.TryAddFirstCredentials(drawn) ? file : null;
    }
}
