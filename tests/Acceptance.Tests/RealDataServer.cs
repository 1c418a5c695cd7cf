using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>The program with the real data set imported beside it, once for all tests of the set.</summary>
[CollectionDefinition(Shared)]
public sealed class RealDataServer : IAsyncLifetime, ICollectionFixture<RealDataServer>
{
    /// <summary>Name of the test collection that shares one import.</summary>
    public const string Shared = "real data";

    private readonly TemporaryFolder folder = new();
    private TongbiProcess? tongbi;
    private JsonDocument? answers;

    /// <summary>The packed CSV; null in a public clone.</summary>
    public string? DataFile { get; } = RepositoryPaths.SharedFile("data", "chicago_incidents_2014_2017.csv.gz");

    /// <summary>The data directory of the running program.</summary>
    public string Data => folder.Path;

    /// <summary>What the import verb printed.</summary>
    public string ImportOutput { get; private set; } = "";

    /// <summary>The independent answers.</summary>
    public JsonElement Answers => answers!.RootElement;

    /// <summary>The wall's address with its device token.</summary>
    public Uri WallUrl => new(tongbi!.FirstRun.GetProperty("wallUrl").GetString()!);

    /// <summary>A client that may read everything.</summary>
    public HttpClient Client => tongbi!.Admin;

    /// <summary>Skips the running test where the data set is absent.</summary>
    public void SkipIfAbsent() => Assert.SkipWhen(DataFile is null, "The real data set is not beside this clone (shared/data).");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        if (DataFile is null)
        {
            return;
        }

        CancellationToken cancel = TestContext.Current.CancellationToken;
        answers = JsonDocument.Parse(await File.ReadAllTextAsync(RepositoryPaths.SharedFile("data", "chicago_2014_2017_answers.json")!, cancel));
        tongbi = await TongbiProcess.StartAsync(Data, Configurations.Chicago, cancel);
        (int exitCode, ImportOutput) = await TongbiProcess.RunVerbAsync(cancel, "import", DataFile, "--data", Data, "--config", Configurations.Chicago);
        Assert.True(exitCode == 0, ImportOutput);
        await Eventually.TrueAsync(
            async () => await SomeEvents.CountAsync(Client, "metric=incident&period=2017", cancel) == 267_792,
            TimeSpan.FromSeconds(60),
            () => "The running server did not follow the import:\n" + ImportOutput + tongbi.Output,
            cancel);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (tongbi is not null)
        {
            await tongbi.DisposeAsync();
        }

        answers?.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
