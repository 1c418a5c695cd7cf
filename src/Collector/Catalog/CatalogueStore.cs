using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>
/// The catalogue in force and the watch on its file. A changed file that can be used replaces the catalogue; one with mistakes is refused and
/// reported, and the catalogue in force stays.
/// <para>The file is polled by its content rather than watched by events: that is the one way that also notices an editor's
/// write-and-rename, a mounted configuration map and a network share. Thread-safe.</para>
/// </summary>
public sealed class CatalogueStore : BackgroundService, ICatalogueSource
{
    /// <summary>How often the file is looked at. A change is taken up at the second look that finds it the same, so never half-written.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Loads the catalogue.</summary>
    /// <exception cref="ConfigurationException">The file cannot be used: the program must not start.</exception>
    public CatalogueStore(string path, TimeProvider time, ILogger<CatalogueStore> logger)
    {
        this.path = path;
        this.time = time;
        this.logger = logger;
        string text = StrictYaml.ReadText(path);
        current = CatalogueLoader.Parse(text, path);
        settled = Fingerprint(text);
    }

    /// <inheritdoc/>
    public event Action<Catalogue>? Changed;

    /// <inheritdoc/>
    public Catalogue Current => current;

    /// <summary>Why the file as it stands now is not in force; empty if it is.</summary>
    public IReadOnlyList<ConfigurationMistake> LastMistakes => lastMistakes;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(PollInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Poll();
        }
    }

    /// <summary>One look at the file.</summary>
    internal void Poll()
    {
        string? text = null;
        IReadOnlyList<ConfigurationMistake> unreadable = [];
        try
        {
            text = StrictYaml.ReadText(path);
        }
        catch (ConfigurationException failure)
        {
            // Gone for a moment while an editor renames, or for good: the same rule of two looks decides.
            unreadable = failure.Mistakes;
        }

        string seen = text is null ? "unreadable: " + unreadable[0].Reason : Fingerprint(text);
        if (seen == settled)
        {
            candidate = null;
        }
        else if (seen != candidate)
        {
            candidate = seen;
        }
        else
        {
            candidate = null;
            settled = seen;
            TakeUp(text, unreadable);
        }
    }

    private void TakeUp(string? text, IReadOnlyList<ConfigurationMistake> unreadable)
    {
        try
        {
            Catalogue next = text is null ? throw new ConfigurationException(unreadable) : CatalogueLoader.Parse(text, path);
            current = next;
            lastMistakes = [];
            Log.CatalogueReplaced(logger, next.Metrics.Count, next.Units.Count, next.Sources.Count);
            Changed?.Invoke(next);
        }
        catch (ConfigurationException refused)
        {
            lastMistakes = refused.Mistakes;
            Log.CatalogueRefused(logger, refused.Mistakes.Count, refused.Mistakes[0]);
        }
    }

    private static string Fingerprint(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private readonly string path;
    private readonly TimeProvider time;
    private readonly ILogger<CatalogueStore> logger;
    private volatile Catalogue current;
    private volatile IReadOnlyList<ConfigurationMistake> lastMistakes = [];

    /// <summary>Content that was taken up or refused last.</summary>
    private string settled;

    /// <summary>Other content that the last look found.</summary>
    private string? candidate;
}
