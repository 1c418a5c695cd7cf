namespace Tongbi.Collector.Tests.Ledger;

/// <summary>A folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("tongbi-ledger-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
