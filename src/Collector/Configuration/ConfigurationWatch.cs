using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Configuration;

/// <summary>
/// One part of the configuration in force and the watch on its files. A change that can be used replaces it; one with mistakes is refused as
/// a whole and reported, and what is in force stays. It is read again when the catalogue changes, against which it was held.
/// <para>Files are polled by their content, and a change is taken up at the second look that finds it the same: never half-written.</para>
/// Thread-safe.
/// </summary>
/// <typeparam name="T">What the files say, immutable.</typeparam>
public sealed class ConfigurationWatch<T> : BackgroundService, IConfigurationPart
    where T : class
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Loads the part.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="parse">Reads the texts (none if the place is absent) against a catalogue; throws <see cref="ConfigurationException"/> with every mistake.</param>
    /// <param name="catalogues">The catalogue in force.</param>
    /// <param name="time">The clock of the polling.</param>
    /// <param name="logger">Where changes and refusals are told.</param>
    /// <exception cref="ConfigurationException">It cannot be used: the program must not start.</exception>
    public ConfigurationWatch(ConfigurationPlace place, Func<IReadOnlyList<ConfigurationText>, Catalogue, T> parse, ICatalogueSource catalogues, TimeProvider time, ILogger<ConfigurationWatch<T>> logger)
    {
        Place = place;
        this.parse = parse;
        this.catalogues = catalogues;
        this.time = time;
        this.logger = logger;
        catalogue = catalogues.Current;
        IReadOnlyList<ConfigurationText> texts = place.Read();
        settledTexts = texts;
        settled = Fingerprint(texts);
        current = parse(texts, catalogue);
    }

    /// <summary>Raised after <see cref="Current"/> was replaced; handlers must not block.</summary>
    public event Action<T>? Changed;

    /// <inheritdoc/>
    public ConfigurationPlace Place { get; }

    /// <summary>What is in force. Take it once per operation.</summary>
    public T Current => current;

    /// <inheritdoc/>
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

    /// <summary>One look at the files and the catalogue. Public for verbs and tests, which have no timer.</summary>
    public void Poll()
    {
        lock (turn)
        {
            if (!ReferenceEquals(catalogue, catalogues.Current) && settledTexts is not null)
            {
                TakeUp(settledTexts, []);
            }

            IReadOnlyList<ConfigurationText>? texts = null;
            IReadOnlyList<ConfigurationMistake> unreadable = [];
            try
            {
                texts = Place.Read();
            }
            catch (ConfigurationException failure)
            {
                // Gone for a moment while an editor renames, or for good: the same rule of two looks decides.
                unreadable = failure.Mistakes;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                unreadable = [new ConfigurationMistake(Place.Path, 1, 1, $"cannot be read: {failure.Message}")];
            }

            string seen = texts is null ? "unreadable: " + unreadable[0].Reason : Fingerprint(texts);
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
                settledTexts = texts;
                TakeUp(texts, unreadable);
            }
        }
    }

    private void TakeUp(IReadOnlyList<ConfigurationText>? texts, IReadOnlyList<ConfigurationMistake> unreadable)
    {
        catalogue = catalogues.Current;
        try
        {
            T next = texts is null ? throw new ConfigurationException(unreadable) : parse(texts, catalogue);
            current = next;
            lastMistakes = [];
            ConfigurationLog.Replaced(logger, Place.Path);
            Changed?.Invoke(next);
        }
        catch (ConfigurationException refused)
        {
            lastMistakes = refused.Mistakes;
            ConfigurationLog.Refused(logger, Place.Path, refused.Mistakes.Count, refused.Mistakes[0]);
        }
    }

    private static string Fingerprint(IReadOnlyList<ConfigurationText> texts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ConfigurationText text in texts)
        {
            // The lengths keep "a" + "bc" apart from "ab" + "c".
            hash.AppendData(Encoding.UTF8.GetBytes($"{text.Path.Length}:{text.Path}{text.Text.Length}:{text.Text}"));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private readonly Func<IReadOnlyList<ConfigurationText>, Catalogue, T> parse;
    private readonly ICatalogueSource catalogues;
    private readonly TimeProvider time;
    private readonly ILogger<ConfigurationWatch<T>> logger;
    private readonly Lock turn = new();
    private volatile T current;
    private volatile IReadOnlyList<ConfigurationMistake> lastMistakes = [];

    /// <summary>Catalogue that the part was last held against.</summary>
    private Catalogue catalogue;

    /// <summary>Content that was taken up or refused last; null if it could not be read.</summary>
    private IReadOnlyList<ConfigurationText>? settledTexts;
    private string settled;

    /// <summary>Other content that the last look found.</summary>
    private string? candidate;
}
