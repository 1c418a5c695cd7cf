using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Delivery;

/// <summary>Draws the curve that goes with a message.</summary>
public interface IAlertChart
{
    /// <summary>A PNG picture; null if there is none. Must not throw for want of data.</summary>
    Task<ReadOnlyMemory<byte>?> DrawAsync(NotifiedAlert alert, string language, CancellationToken cancellationToken);
}
