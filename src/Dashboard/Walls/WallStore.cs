using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Walls;

/// <summary>
/// The layouts in force and the watch on their folder. A changed file that can be used replaces its layout; one with mistakes is refused and
/// reported, and the layout in force stays. A file that was removed takes its view with it; the view <c>wall</c> is always there.
/// <para>The folder is polled by its content, and a change taken up at the second look that finds it the same: never half-written.</para>
/// Thread-safe.
/// </summary>
public sealed class WallStore : BackgroundService
{
    /// <summary>How often the folder is looked at.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Loads the layouts.</summary>
    /// <param name="folder">Folder of the layout files.</param>
    /// <param name="catalogues">The catalogue in force.</param>
    /// <param name="time">The clock of the polling.</param>
    /// <param name="logger">Where changes and refusals are told.</param>
    /// <param name="saved">Folder of the layouts that were drawn on the page; null = there are none.</param>
    /// <exception cref="ConfigurationException">A layout cannot be used: the program must not start.</exception>
    public WallStore(string folder, ICatalogueSource catalogues, TimeProvider time, ILogger<WallStore> logger, string? saved = null)
    {
        this.saved = saved;
        this.folder = folder;
        this.catalogues = catalogues;
        this.time = time;
        this.logger = logger;
        catalogue = catalogues.Current;
        settled = WallFolder.Look(folder, saved);
        (IReadOnlyDictionary<string, WallLayout> layouts, IReadOnlyList<ConfigurationMistake> mistakes) = settled.Read(catalogue);

        // What was drawn against an earlier catalogue must not keep the program from starting; a file is put right before.
        ConfigurationMistake[] ofFiles = [.. mistakes.Where(mistake => saved is null || Path.GetDirectoryName(mistake.File) != saved)];
        if (ofFiles.Length > 0)
        {
            throw new ConfigurationException(ofFiles);
        }

        lastMistakes = mistakes;
        current = WithDefault(layouts);
    }

    /// <summary>Every mistake in a folder of layouts, for <c>check</c>.</summary>
    public static IReadOnlyList<ConfigurationMistake> Check(string folder, Catalogue catalogue) => WallFolder.Look(folder).Read(catalogue).Mistakes;

    /// <summary>All layouts in force by id.</summary>
    public IReadOnlyDictionary<string, WallLayout> Layouts => current;

    /// <summary>Why files as they stand now are not in force; empty if all are.</summary>
    public IReadOnlyList<ConfigurationMistake> LastMistakes => lastMistakes;

    /// <summary>The layout in force with this id, or null.</summary>
    public WallLayout? Find(string id) => current.GetValueOrDefault(id);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(PollInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Poll();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Log.FolderUnreadable(logger, failure);
            }
        }
    }

    /// <summary>Whether a file defines the layout: then it is changed there.</summary>
    public bool IsFile(string id) => id == Path.GetFileName(id) && File.Exists(Path.Combine(folder, id + ".yaml"));

    /// <summary>Takes up what stands in the folders now, without waiting for a second look: for layouts that were saved whole.</summary>
    internal void Refresh()
    {
        lock (turn)
        {
            candidate = null;
            TakeUp(WallFolder.Look(folder, saved));
        }
    }

    /// <summary>One look at the folder.</summary>
    internal void Poll()
    {
        lock (turn)
        {
            PollOnce();
        }
    }

    private void PollOnce()
    {
        if (!ReferenceEquals(catalogue, catalogues.Current))
        {
            TakeUp(settled);
        }

        WallFolder seen = WallFolder.Look(folder, saved);
        if (seen.SameAs(settled))
        {
            candidate = null;
        }
        else if (candidate is null || !seen.SameAs(candidate))
        {
            candidate = seen;
        }
        else
        {
            candidate = null;
            TakeUp(seen);
        }
    }

    private void TakeUp(WallFolder seen)
    {
        settled = seen;
        catalogue = catalogues.Current;
        (IReadOnlyDictionary<string, WallLayout> good, IReadOnlyList<ConfigurationMistake> mistakes) = seen.Read(catalogue);
        Dictionary<string, WallLayout> next = new(StringComparer.Ordinal);
        foreach (string id in seen.Texts.Select(text => Path.GetFileNameWithoutExtension(text.Key)))
        {
            // What was refused keeps the layout that runs.
            WallLayout? layout = good.GetValueOrDefault(id) ?? current.GetValueOrDefault(id);
            if (layout is not null)
            {
                next[id] = layout;
            }
        }

        foreach (ConfigurationMistake mistake in seen.Unreadable)
        {
            string id = Path.GetFileNameWithoutExtension(mistake.File);
            if (current.TryGetValue(id, out WallLayout? running))
            {
                next[id] = running;
            }
        }

        current = WithDefault(next);
        lastMistakes = mistakes;
        Log.LayoutsTakenUp(logger, next.Count);
        foreach (ConfigurationMistake mistake in mistakes)
        {
            Log.LayoutRefused(logger, mistake);
        }
    }

    private IReadOnlyDictionary<string, WallLayout> WithDefault(IReadOnlyDictionary<string, WallLayout> layouts) =>
        layouts.ContainsKey(WallLayout.DefaultId)
            ? layouts
            : new Dictionary<string, WallLayout>(layouts, StringComparer.Ordinal) { [WallLayout.DefaultId] = DefaultWall.For(catalogue) };

    private readonly Lock turn = new();
    private readonly string folder;
    private readonly string? saved;
    private readonly ICatalogueSource catalogues;
    private readonly TimeProvider time;
    private readonly ILogger<WallStore> logger;
    private volatile IReadOnlyDictionary<string, WallLayout> current;
    private volatile IReadOnlyList<ConfigurationMistake> lastMistakes = [];

    /// <summary>Catalogue that the layouts in force were held against.</summary>
    private Catalogue catalogue;

    /// <summary>Content that was taken up or refused last.</summary>
    private WallFolder settled;

    /// <summary>Other content that the last look found.</summary>
    private WallFolder? candidate;
}
