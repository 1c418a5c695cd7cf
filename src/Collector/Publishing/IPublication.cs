using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;

namespace Tongbi.Collector.Publishing;

/// <summary>What one kind of target makes of the buckets that moved: gathers them, then sends their absolute values as the cube has them now.</summary>
internal interface IPublication : IReachVisitor
{
    /// <summary>Buckets gathered; bounded by whoever gathers.</summary>
    int Gathered { get; }

    /// <summary>What it has to remember of what it sent last, in a form of its own; kept with the cursor.</summary>
    IReadOnlyDictionary<string, int[]> Covered { get; set; }

    /// <summary>Given by the publisher: brings <see cref="Covered"/> to disk now, for what has to be remembered before it is sent.</summary>
    Action? Remember { get; set; }

    /// <summary>Begins anew under these trees, forgetting what was gathered.</summary>
    /// <param name="catalogue">The catalogue whose calendar the buckets are cut by.</param>
    /// <param name="trees">The tree in force and former ones.</param>
    void Begin(Catalogue catalogue, IReadOnlyList<PublishedTree> trees);

    /// <summary>Sends the values of all that was gathered and forgets it. Returns when the target has them, however long that takes.</summary>
    /// <param name="revisionBase">Added to versions where they serve as revisions.</param>
    /// <param name="isHistory">Whether everything that was ever known is being gone through, so that nothing has to be looked up again.</param>
    /// <param name="cancellationToken">Ends it; the same will be gathered again.</param>
    /// <exception cref="CatalogueMovedException">The counts are under another catalogue by now: nothing can be said of what was gathered.</exception>
    Task PushAsync(long revisionBase, bool isHistory, CancellationToken cancellationToken);

    /// <summary>Sends what changes with the clock alone, since the hour for which that was done last (outside the calendar: never).</summary>
    /// <exception cref="CatalogueMovedException">See <see cref="PushAsync"/>.</exception>
    Task RollAsync(long revisionBase, int fromHour, Instant now, CancellationToken cancellationToken);

    /// <summary>Removes everything of ours from the target.</summary>
    /// <exception cref="TargetFailedException">The target has no way to.</exception>
    Task ClearAsync(CancellationToken cancellationToken);
}
