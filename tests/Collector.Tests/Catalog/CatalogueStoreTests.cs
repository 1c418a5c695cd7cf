using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Xunit;

namespace Tongbi.Collector.Tests.Catalog;

public sealed class CatalogueStoreTests : IDisposable
{
    [Fact]
    public void Poll_ChangedFile_IsInForceAtTheSecondLook()
    {
        Write(SmallCatalogue.Text);
        using CatalogueStore store = Open();
        List<Catalogue> raised = [];
        store.Changed += raised.Add;

        Write(SmallCatalogue.With("name: 云和县", "name: 新名"));
        store.Poll();
        Assert.Empty(raised);
        store.Poll();
        store.Poll();

        Assert.Equal("新名", Assert.Single(raised).RootUnit.Name);
        Assert.Same(raised[0], store.Current);
        Assert.Empty(store.LastMistakes);
    }

    [Fact]
    public void Poll_FileWithMistakes_IsRefusedAndReportedAndTheRunningCatalogueStays()
    {
        Write(SmallCatalogue.Text);
        using CatalogueStore store = Open();
        Catalogue before = store.Current;

        Write(SmallCatalogue.With("cadence: PT5M", "cadence: often"));
        store.Poll();
        store.Poll();

        Assert.Same(before, store.Current);
        ConfigurationMistake mistake = Assert.Single(store.LastMistakes);
        Assert.Equal(path, mistake.File);

        Write(SmallCatalogue.Text);
        store.Poll();
        store.Poll();
        Assert.Empty(store.LastMistakes);
    }

    [Fact]
    public void Poll_FileRenamedAwayAndReplaced_IsOneChange()
    {
        Write(SmallCatalogue.Text);
        using CatalogueStore store = Open();
        List<Catalogue> raised = [];
        store.Changed += raised.Add;

        File.Move(path, path + "~");
        store.Poll();
        File.WriteAllText(path + ".new", SmallCatalogue.With("name: 云和县", "name: 新名"));
        File.Move(path + ".new", path);
        store.Poll();
        store.Poll();

        Assert.Single(raised);
        Assert.Empty(store.LastMistakes);
    }

    [Fact]
    public void Poll_FileGone_IsReportedAndTheRunningCatalogueStays()
    {
        Write(SmallCatalogue.Text);
        using CatalogueStore store = Open();

        File.Delete(path);
        store.Poll();
        store.Poll();

        Assert.Equal("the file does not exist.", Assert.Single(store.LastMistakes).Reason);
        Assert.Equal("331125", store.Current.RootUnit.Code);
    }

    [Fact]
    public async Task Run_ChangedFile_IsNoticedByTheClock()
    {
        Write(SmallCatalogue.Text);
        FakeTimeProvider time = new();
        using CatalogueStore store = new(path, time, NullLogger<CatalogueStore>.Instance);
        TaskCompletionSource<Catalogue> changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Changed += catalogue => changed.TrySetResult(catalogue);
        await store.StartAsync(TestContext.Current.CancellationToken);
        Write(SmallCatalogue.With("name: 云和县", "name: 新名"));

        // The loop may not wait for its timer yet when the clock moves: move it until it does.
        while (!changed.Task.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            time.Advance(CatalogueStore.PollInterval);
            await Task.Yield();
        }

        Assert.Equal("新名", (await changed.Task).RootUnit.Name);
        await store.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Open_FileWithMistakes_StopsTheStart()
    {
        Write("timeZone: Nowhere\n");

        Assert.Throws<ConfigurationException>(Open);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private CatalogueStore Open() => new(path, new FakeTimeProvider(), NullLogger<CatalogueStore>.Instance);

    private void Write(string text) => File.WriteAllText(path, text);

    private readonly string folder;
    private readonly string path;

    public CatalogueStoreTests()
    {
        folder = Directory.CreateTempSubdirectory("tongbi-catalogue-").FullName;
        path = Path.Combine(folder, "catalog.yaml");
    }
}
