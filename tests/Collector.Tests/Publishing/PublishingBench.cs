using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Publishing.Influx;
using Tongbi.Collector.Publishing.Upstream;
using Tongbi.Collector.Statistics;
using Tongbi.Collector.Tests.Counts;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Publishing;

/// <summary>A cube with a publisher to one target that the test drives step by step. Every run takes the cursor from its file, as after a restart.</summary>
internal sealed class PublishingBench(CubeFixture fixture, PublishTarget target, HttpMessageHandler? handler = null) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Small bounds, so that a test walks the same ways as a large publication.</summary>
    public PublishOptions Options => new() { Folder = folder.Path, GatherAtMost = 300, TraceAtOnce = 20, BatchPoints = 400, RequestTimeout = TimeSpan.FromSeconds(5) };

    public string CursorPath => folder.File(target.Id + ".json");

    public TargetReport? Report { get; private set; }

    /// <summary>Publishes until there is nothing left to send, or for so many steps.</summary>
    public async Task RunAsync(CancellationToken cancellationToken, int steps = 100_000)
    {
        using HttpClient http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        http.Timeout = Options.RequestTimeout;
        TargetStatus status = new(target, fixture.Time);
        TargetLine line = new(http, status, TimeProvider.System, NullLogger.Instance);
        IPublication publication = target.Kind == PublishKind.Tongbi
            ? new CountsPublication(target, line, status, fixture.Cube, fixture.Ledger.Series, Options, NullLogger.Instance)
            : new InfluxPublication(new InfluxClient(target, line, status, NullLogger.Instance), fixture.Cube, fixture.Ledger.Series, new StatisticsEngine(), Options, fixture.Time);
        TargetPublisher publisher = new(target, publication, new CursorFile<PublishCursor>(folder.Path, target.Id, PublishCursor.IsSound), line, status, fixture.Cube, fixture.Ledger, Options, fixture.Time, NullLogger.Instance);
        publisher.Open();
        for (int step = 0; step < steps && await publisher.StepAsync(cancellationToken); step++)
        {
        }

        Report = status.Report;
    }

    public void Dispose() => folder.Dispose();
}
