using NodaTime;

namespace Tongbi.Collector.Counts;

/// <summary>The read model that follows the ledger's change log. Can always be thrown away and rebuilt.</summary>
public interface ICountCube
{
    /// <summary>Latest version applied.</summary>
    long Version { get; }

    /// <summary>Whether questions are answered: not while the counts are built anew after a failure.</summary>
    bool IsAvailable => true;

    /// <summary>
    /// Runs a question against the newest state, seen at the present moment: events that a source dated later than <paramref name="now"/> inside
    /// the running hour are not seen yet. All reads inside see one version. The reader must not be kept. No I/O.
    /// For a moment in the past use <see cref="ReadAsync"/>.
    /// </summary>
    /// <exception cref="CountsUnavailableException">Not <see cref="IsAvailable"/>.</exception>
    T Read<T>(Instant now, Func<ICountReader, T> question);

    /// <summary>
    /// Runs a question against another state: as known at <paramref name="asOfVersion"/> (null = newest), and with nothing seen that occurred
    /// after <paramref name="at"/> inside its hour (null = all). Costs I/O for what must be undone.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The version is negative or newer than <see cref="Version"/>.</exception>
    /// <exception cref="CountsUnavailableException">Not <see cref="IsAvailable"/>.</exception>
    Task<T> ReadAsync<T>(long? asOfVersion, Instant? at, Func<ICountReader, T> question, CancellationToken cancellationToken);

    /// <summary>Completes when a version of at least the given one is applied, and questions are answered.</summary>
    Task WaitForVersionAsync(long version, CancellationToken cancellationToken);

    /// <summary>Completes when a version after the given one is applied; gives the newest.</summary>
    Task<long> WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken);
}
