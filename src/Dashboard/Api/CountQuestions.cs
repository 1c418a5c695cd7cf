using NodaTime;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>
/// Puts questions to the counts as the query's <c>at</c>, <c>asOf</c> and <c>asOfVersion</c> say, after everything that was committed
/// before the question came (a caller reads its own writes).
/// </summary>
internal sealed class CountQuestions(ICountCube cube, ILedger ledger, TimeProvider time)
{
    /// <summary>How long a question waits for the counts to take in what was committed before it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks at the moment and from the knowledge that the query names.</summary>
    /// <exception cref="QueryException">A parameter is not understood, or names a version that does not exist.</exception>
    /// <exception cref="NotCaughtUpException">The counts are too far behind.</exception>
    public async Task<T> AskAsync<T>(QueryReader query, Func<ICountReader, Instant, T> question, CancellationToken cancellationToken)
    {
        Instant? at = query.Instant(QueryParameter.At);
        long? asOfVersion = await FindVersionAsync(query, cancellationToken);
        Instant now = at ?? Instant.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        return at is null && asOfVersion is null
            ? cube.Read(now, reader => question(reader, now))
            : await cube.ReadAsync(asOfVersion, now, reader => question(reader, now), cancellationToken);
    }

    /// <summary>The version that the query's <c>asOf</c> or <c>asOfVersion</c> names; null where it names none.</summary>
    /// <exception cref="QueryException">A parameter is not understood, or names a version that does not exist.</exception>
    /// <exception cref="NotCaughtUpException">The counts are too far behind.</exception>
    public async Task<long?> FindVersionAsync(QueryReader query, CancellationToken cancellationToken)
    {
        Instant? asOf = query.Instant(QueryParameter.AsOf);
        long? asOfVersion = query.Whole(QueryParameter.AsOfVersion, "bad_version");
        if (asOf is not null && asOfVersion is not null)
        {
            throw new QueryException("conflicting_parameters", "asOf", "asOf and asOfVersion exclude each other.");
        }

        await CatchUpAsync(cancellationToken);
        if (asOfVersion > cube.Version)
        {
            throw new QueryException("unknown_version", "asOfVersion", $"asOfVersion {asOfVersion} does not exist yet; the newest is {cube.Version}.");
        }

        return asOf is { } known ? Math.Min(cube.Version, await ledger.FindVersionAsync(known, cancellationToken)) : asOfVersion;
    }

    /// <summary>Asks at the present moment from what is known now, or was at a version.</summary>
    /// <exception cref="NotCaughtUpException">The counts are too far behind.</exception>
    public async Task<T> AskAsOfAsync<T>(long? version, Func<ICountReader, Instant, T> question, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        Instant now = Instant.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        return version is null
            ? cube.Read(now, reader => question(reader, now))
            : await cube.ReadAsync(version, now, reader => question(reader, now), cancellationToken);
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        long committed = ledger.Version;
        if (cube.IsAvailable && cube.Version >= committed)
        {
            return;
        }

        try
        {
            await cube.WaitForVersionAsync(committed, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new NotCaughtUpException();
        }
    }
}
