using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime.Extensions;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Alerts.Tests.Incidents;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Rules;

/// <summary>Rules of files and pages together: files win, nothing is lost, nobody's change is overwritten.</summary>
public sealed class RuleBookTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 10, 2, 0, 0, TimeSpan.Zero));
    private readonly Catalogues catalogues = new();
    private readonly ConfigurationWatch<RuleSet> files;
    private AlertStore store;

    public RuleBookTests()
    {
        Directory.CreateDirectory(folder.File("rules"));
        files = new ConfigurationWatch<RuleSet>(ConfigurationPlace.Folder(folder.File("rules")), RuleSet.Read, catalogues, time, NullLogger<ConfigurationWatch<RuleSet>>.Instance);
        store = Open();
    }

    public void Dispose()
    {
        files.Dispose();
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void FileOfBefore_GetsTheTable_AndKeepsItsAlerts()
    {
        store.Dispose();
        string old = folder.File("old.db");
        using (AlertStore before = AlertStore.Open(old, [], []))
        {
            before.Write(session => session.Add(SomeAlert.Fired()));
        }

        using AlertStore now = AlertStore.Open(old, [new RuleBookSchema()], []);
        Assert.Single(now.OpenAlerts);
        RuleBook book = new(files, now, time.ToClock());
        Assert.NotNull(book.Add(Document("a"), "admin", "").Saved);
        Assert.Equal("a", Assert.Single(now.Read(connection => RuleTable.Newest(connection))).Rule);
        store = Open();
    }

    [Fact]
    public void Rule_IsThereAfterReopening_WithAllItsVersions()
    {
        RuleBook book = Book();
        book.Add(Document("a", 1), "lin", "第一版");
        time.Advance(TimeSpan.FromMinutes(5));
        book.Change("a", Document("a", 2), 1, "wang", "提高门槛");
        store.Dispose();
        store = Open();

        RuleBook again = Book();
        Assert.Equal(2m, Assert.Single(again.Current.Set.Rules).Levels[0].Threshold);
        Assert.Equal([(2L, "wang", "提高门槛"), (1L, "lin", "第一版")], again.Versions("a", long.MaxValue, 10).Select(version => (version.Number, version.Author, version.Note)));
        Assert.Equal([1L], again.Versions("a", 2, 10).Select(version => version.Number));
        Assert.Equal(TimeSpan.FromMinutes(5), (again.Versions("a", 3, 1)[0].At - again.Versions("a", 2, 1)[0].At).ToTimeSpan());
    }

    [Fact]
    public void OtherVersionInTheMeantime_IsNotOverwritten()
    {
        RuleBook book = Book();
        book.Add(Document("a", 1), "lin", "");
        Assert.NotNull(book.Change("a", Document("a", 2), 1, "wang", "").Saved);
        Assert.Equal(RuleRefusal.Changed, book.Change("a", Document("a", 3), 1, "lin", "").Refusal);
        Assert.Equal(RuleRefusal.Changed, book.Delete("a", 1, "lin", "").Refusal);
        Assert.Equal(2m, book.Current.Set.Find("a")?.Levels[0].Threshold);
        Assert.Equal(RuleRefusal.Exists, book.Add(Document("a", 4), "lin", "").Refusal);
        Assert.Equal(RuleRefusal.Unknown, book.Change("b", Document("b"), 1, "lin", "").Refusal);
        Assert.Equal("id", Assert.Single(book.Change("a", Document("b"), 2, "lin", "").Mistakes).Field);
    }

    [Fact]
    public void DeletedRule_IsGone_AndItsNumbersGoOnWhenItIsMadeAgain()
    {
        RuleBook book = Book();
        book.Add(Document("a", 1), "lin", "");
        Assert.NotNull(book.Delete("a", 1, "wang", "不再需要").Saved);
        Assert.Empty(book.Current.Set.Rules);
        Assert.Equal("不再需要", Assert.Single(book.Deleted).Note);
        Assert.Equal(RuleRefusal.Unknown, book.Delete("a", 2, "wang", "").Refusal);
        Assert.Equal(3, book.Add(Document("a", 1), "lin", "又要了").Saved?.Number);
        Assert.Empty(book.Deleted);
        Assert.Single(book.Current.Set.Rules);
    }

    [Fact]
    public void File_Wins_AndGivesTheRuleBackWhenItLetsGo()
    {
        RuleBook book = Book();
        book.Add(Document("a", 1), "lin", "");
        WriteFile("a", 7);
        Assert.Equal(7m, book.Current.Set.Find("a")?.Levels[0].Threshold);
        Assert.Equal(PageRuleState.Overruled, Assert.Single(book.Current.Pages).State);
        Assert.Equal(RuleRefusal.InFile, book.Change("a", Document("a", 2), 1, "lin", "").Refusal);
        Assert.Equal(RuleRefusal.InFile, book.Add(Document("a", 2), "lin", "").Refusal);

        WriteFile("other", 7);
        Assert.Equal(1m, book.Current.Set.Find("a")?.Levels[0].Threshold);
        Assert.Equal(["other", "a"], book.Current.Set.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void OverruledRule_CanBeDeleted()
    {
        RuleBook book = Book();
        book.Add(Document("a", 1), "lin", "");
        WriteFile("a", 7);
        _ = book.Current;
        Assert.NotNull(book.Delete("a", 1, "lin", "").Saved);
        Assert.Empty(book.Current.Pages);
        Assert.Equal(7m, book.Current.Set.Find("a")?.Levels[0].Threshold);
    }

    [Fact]
    public void RuleThatNoLongerFitsTheCatalogue_IsKept_AndWorksAgainWhenItDoes()
    {
        RuleBook book = Book();
        book.Add(Document("a", 1), "lin", "");
        catalogues.Current = CatalogueLoader.Parse(
            """
            timeZone: Asia/Shanghai
            firstYear: 2015
            units: [ { code: C, name: 县 } ]
            sources: [ { id: calls, name: 接处警, cadence: PT5M } ]
            metrics: [ { id: other, name: 另, kind: flow, sources: [calls] } ]
            """,
            "catalog.yaml");
        files.Poll();
        PageRule page = Assert.Single(book.Current.Pages);
        Assert.Equal((PageRuleState.Unusable, "metric"), (page.State, page.Mistakes[0].Field));
        Assert.Empty(book.Current.Set.Rules);

        catalogues.Current = RuleCatalogue.Instance;
        files.Poll();
        Assert.Single(book.Current.Set.Rules);
    }

    [Fact]
    public void Set_StaysTheSameObject_UntilSomethingChanges()
    {
        RuleBook book = Book();
        Task change = book.NextChange;
        RuleSet first = book.Current.Set;
        Assert.Same(first, book.Current.Set);
        Assert.False(change.IsCompleted);
        book.Add(Document("a", 1), "lin", "");
        Assert.True(change.IsCompleted);
        Assert.NotSame(first, book.Current.Set);
    }

    private RuleBook Book() => new(files, store, time.ToClock());

    private AlertStore Open() => AlertStore.Open(folder.File("alerts.db"), [new RuleBookSchema()], []);

    private static JsonElement Document(string id, decimal blue = 1)
    {
        using JsonDocument document = JsonDocument.Parse(JsonSerializer.Serialize(new { id, name = "某", metric = "incident", period = "today", statistic = "value", above = new { blue } }));
        return document.RootElement.Clone();
    }

    private void WriteFile(string id, int blue)
    {
        File.WriteAllText(folder.File("rules/some.yaml"), $"rules: [ {{ id: {id}, name: 文件, metric: incident, period: today, statistic: value, above: {{ blue: {blue} }} }} ]\n");
        files.Poll();
        files.Poll();
    }

    private sealed class Catalogues : ICatalogueSource
    {
        public event Action<Catalogue>? Changed
        {
            add { }
            remove { }
        }

        public Catalogue Current { get; set; } = RuleCatalogue.Instance;
    }
}
