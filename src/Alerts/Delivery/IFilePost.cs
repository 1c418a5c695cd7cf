namespace Tongbi.Alerts.Delivery;

/// <summary>Sends files to receivers of <c>notify.yaml</c> by the same durable outbox as alerts: retried, limited and on record like them. Thread-safe.</summary>
public interface IFilePost
{
    /// <summary>
    /// Puts a file into the outbox of every channel of the receiver; it is on disk when this returns. Channels that cannot carry a file send the
    /// words with a link; receivers outside the network never get the file.
    /// </summary>
    /// <exception cref="ArgumentException">The message has a mistake (<see cref="FileMessage.Mistake"/>).</exception>
    FilePosting Post(FileMessage message);

    /// <summary>What became of the messages of a key, the newest first; empty if there are none.</summary>
    IReadOnlyList<DeliveryEntry> Find(string key);
}
