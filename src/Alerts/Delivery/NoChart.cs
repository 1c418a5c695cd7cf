using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Delivery;

/// <summary>Messages without pictures.</summary>
public sealed class NoChart : IAlertChart
{
    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> DrawAsync(NotifiedAlert alert, string language, CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);
}
