using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Testing;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>A cube whose versions a test makes one by one; counts are told apart by walking a list.</summary>
internal sealed class StagedCube : ICountCube
{
    public StagedCube(Catalogue catalogue)
    {
        Catalogue = catalogue;
        counts = new ListedCounts(catalogue) { Version = 0 };
        foreach (Metric metric in catalogue.Metrics)
        {
            foreach (SourceSystem source in metric.Sources)
            {
                counts.Know(source, metric, catalogue.Calendar.FirstHour, catalogue.Calendar.EndHour);
            }
        }
    }

    public Catalogue Catalogue { get; }

    public long Version
    {
        get
        {
            lock (gate)
            {
                return counts.Version;
            }
        }
    }

    /// <summary>Counts some happenings at one moment, as one version.</summary>
    public long Count(string metric, string category, string unit, Instant at, long count = 1)
    {
        Metric counted = Catalogue.FindMetric(metric)!; // tests name what the catalogue has
        int hour = Catalogue.Calendar.HourOf(at);
        lock (gate)
        {
            counts.Add(new CountNode(counted, counted.FindCategory(category)!, Catalogue.FindUnit(unit)!, counted.Sources[0]), hour, hour + 1, count);
            counts.Version++;
            changed.TrySetResult(counts.Version);
            changed = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            return counts.Version;
        }
    }

    public T Read<T>(Instant now, Func<ICountReader, T> question)
    {
        lock (gate)
        {
            return question(counts);
        }
    }

    public Task<T> ReadAsync<T>(long? asOfVersion, Instant? at, Func<ICountReader, T> question, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The wall never looks back.");

    public async Task WaitForVersionAsync(long version, CancellationToken cancellationToken)
    {
        for (long reached = Version; reached < version;)
        {
            reached = await WaitForChangeAsync(reached, cancellationToken);
        }
    }

    public Task<long> WaitForChangeAsync(long afterVersion, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return counts.Version > afterVersion ? Task.FromResult(counts.Version) : changed.Task.WaitAsync(cancellationToken);
        }
    }

    private readonly Lock gate = new();
    private readonly ListedCounts counts;
    private TaskCompletionSource<long> changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
