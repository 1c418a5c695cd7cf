namespace Tongbi.Collector.Publishing;

/// <summary>How far one target has got. What it names is at the target; what comes after it may be there too, and is sent again.</summary>
internal sealed record PublishCursor
{
    /// <summary>Format of the file.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The place and generation it belongs to.</summary>
    public string Target { get; init; } = "";

    /// <summary>The data set it belongs to.</summary>
    public Guid Ledger { get; init; }

    /// <summary>The last version that is wholly there.</summary>
    public long Version { get; init; }

    /// <summary>So many changes of the version after it are there too.</summary>
    public long Entries { get; init; }

    /// <summary>Until this version it is a first or repeated publication of the whole history; 0 = it is not.</summary>
    public long HistoryUntil { get; init; }

    /// <summary>Added to versions where they serve as revisions: raised when the data set was put back to an older state.</summary>
    public long RevisionBase { get; init; }

    /// <summary>The hour (index) for which the comparisons of the running day were published last.</summary>
    public int RolledHour { get; init; } = int.MinValue;

    /// <summary>What was known of the sources, see <see cref="IPublication.Covered"/>.</summary>
    public IReadOnlyDictionary<string, int[]> Covered { get; init; } = new Dictionary<string, int[]>();

    /// <summary>Whether what stands at the target has to be removed before anything is sent.</summary>
    public bool MustClear { get; init; }

    /// <summary>Points or figures sent so far, repeated ones too.</summary>
    public long Sent { get; init; }

    /// <summary>Points or figures that the target refused for good.</summary>
    public long Refused { get; init; }

    /// <summary>The sums that are being published.</summary>
    public PublishedTree? Tree { get; init; }

    /// <summary>Sums that were published under earlier catalogues and are being emptied where they must.</summary>
    public IReadOnlyList<PublishedTree> Former { get; init; } = [];

    /// <summary>Whether a file holds a usable one.</summary>
    public static bool IsSound(PublishCursor cursor) => cursor is { Format: 1, Version: >= 0, Entries: >= 0 };
}
