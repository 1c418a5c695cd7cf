using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Tests.Catalog;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Configuration;

public sealed class ConfigurationWatchTests : IDisposable
{
    [Fact]
    public void Current_PlaceAbsent_IsParsedFromNothing()
    {
        using ConfigurationWatch<Words> watch = Open();

        Assert.Empty(watch.Current.All);
    }

    [Fact]
    public void Open_Mistake_Throws()
    {
        Write("a.yaml", "wrong: 1");

        Assert.Throws<ConfigurationException>(Open);
    }

    [Fact]
    public void Poll_ChangedFolder_IsInForceAtTheSecondLookAsAWhole()
    {
        Write("a.yaml", "word: one");
        using ConfigurationWatch<Words> watch = Open();
        Write("b.yaml", "word: two");
        Write("note.txt", "not ours");

        watch.Poll();
        Assert.Equal(["one"], watch.Current.All);
        watch.Poll();

        Assert.Equal(["one", "two"], watch.Current.All);
    }

    [Fact]
    public void Poll_OneFileWithMistakes_LeavesEverythingInForceUntilItIsMended()
    {
        Write("a.yaml", "word: one");
        using ConfigurationWatch<Words> watch = Open();
        Write("a.yaml", "word: three");
        Write("b.yaml", "wrong: 1");
        watch.Poll();
        watch.Poll();

        Assert.Equal(["one"], watch.Current.All);
        Assert.All(watch.LastMistakes, mistake => Assert.EndsWith("b.yaml", mistake.File, StringComparison.Ordinal));
        Assert.NotEmpty(watch.LastMistakes);

        Write("b.yaml", "word: four");
        watch.Poll();
        watch.Poll();
        Assert.Equal(["three", "four"], watch.Current.All);
        Assert.Empty(watch.LastMistakes);
    }

    [Fact]
    public void Poll_CatalogueChanged_IsHeldAgainstTheNewOne()
    {
        Write("a.yaml", "word: one");
        using ConfigurationWatch<Words> watch = Open();
        Catalogue next = CatalogueLoader.Parse(SmallCatalogue.With("name: 云和县", "name: 新名"), "catalog.yaml");

        catalogues.Current = next;
        watch.Poll();

        Assert.Same(next, watch.Current.HeldAgainst);
    }

    [Fact]
    public void SecretText_WrittenOut_IsAMistakeThatDoesNotRepeatIt()
    {
        MistakeList mistakes = new("x.yaml");
        YamlMap map = StrictYaml.Parse("password: hunter2", mistakes)!;

        Assert.Null(SecretText.Optional(map, "password"));
        Assert.DoesNotContain("hunter2", Assert.Single(mistakes.ToSorted()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SecretText_File_IsReadEachTimeAndNeverPrinted()
    {
        Directory.CreateDirectory(folder.Path);
        string file = Path.Combine(folder.Path, "secret");
        File.WriteAllText(file, "first\n");
        SecretText secret = SecretText.TryParse("file:" + file)!;
        Assert.Equal("first", secret.Reveal());

        File.WriteAllText(file, "second\r\n");
        Assert.Equal("second", secret.Reveal());
        Assert.Equal("file:" + file, secret.ToString());

        File.Delete(file);
        Assert.Throws<InvalidOperationException>(secret.Reveal);
    }

    public void Dispose() => folder.Dispose();

    private ConfigurationWatch<Words> Open() =>
        new(ConfigurationPlace.Folder(Rules), Words.Parse, catalogues, new FakeTimeProvider(), NullLogger<ConfigurationWatch<Words>>.Instance);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Rules);
        File.WriteAllText(Path.Combine(Rules, name), text);
    }

    private string Rules => Path.Combine(folder.Path, "words");

    private readonly TemporaryFolder folder = new();
    private readonly Settable catalogues = new() { Current = CatalogueLoader.Parse(SmallCatalogue.Text, "catalog.yaml") };

    private sealed record Words(IReadOnlyList<string> All, Catalogue HeldAgainst)
    {
        public static Words Parse(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
        {
            List<string> all = [];
            foreach (ConfigurationText text in texts)
            {
                MistakeList mistakes = new(text.Path);
                YamlMap? map = StrictYaml.Parse(text.Text, mistakes);
                all.Add(map?.RequiredString("word") ?? "");
                map?.RefuseUnread();
                mistakes.ThrowIfAny();
            }

            return new Words(all, catalogue);
        }
    }

    private sealed class Settable : ICatalogueSource
    {
        public required Catalogue Current { get; set; }

        public event Action<Catalogue>? Changed
        {
            add { }
            remove { }
        }
    }
}
