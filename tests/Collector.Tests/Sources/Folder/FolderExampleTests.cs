using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Sources.Folder;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Sources.Folder;

/// <summary>The worked example of docs/formats/folders.md, as it stands there.</summary>
public sealed class FolderExampleTests
{
    private static readonly string Example = Path.Combine(RepositoryPaths.Root, "config", "examples", "folders");

    [Fact]
    public async Task Example_OfTheDocumentation_DoesWhatItSays()
    {
        Catalogue catalogue = CatalogueLoader.Load(Path.Combine(RepositoryPaths.Root, "config", "catalog.yaml"));
        string yaml = File.ReadAllText(Path.Combine(Example, "folders.yaml"));
        await using FolderBench bench = await FolderBench.StartAsync(catalogue, home => FolderPlans.Parse([new ConfigurationText(Path.Combine(home, "folders.yaml"), yaml)], catalogue).Items[0]);
        CopyInto(bench);
        await bench.LookAsync();

        Assert.Equal((3L, 2L, 1L, 31L), (bench.Report.Recent[0].Received, bench.Report.Recent[0].Inserted, bench.Report.Recent[0].Rejected, bench.Report.LastSequence));
        Assert.Equal(["PS01 admin/mgmt/gambling 2026-01-31T00:15:00Z = 1", "PS02 dispute/family 2026-01-31T01:05:00Z = 1"], await bench.CountsAsync());
        Assert.Equal(["110_20260131.csv", "110_20260131.csv.manifest.json", "110_20260131.csv.reasons.csv"], bench.Settled("failed"));

        string document = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "formats", "folders.md"));
        Assert.Contains(yaml, document, StringComparison.Ordinal);
        Assert.Contains(bench.Reasons().Single(), document, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(Path.Combine(Example, "inbox", "110")), file => Assert.Contains(File.ReadAllText(file), document, StringComparison.Ordinal));
    }

    [Fact]
    public void Plans_WithMistakes_NameAllOfThemWithTheirPlaces()
    {
        Catalogue catalogue = CatalogueLoader.Load(Path.Combine(RepositoryPaths.Root, "config", "catalog.yaml"));
        const string yaml = """
            folders:
              - { id: "a b", path: x, source: nobody, every: PT0S, done: ., colour: red }
              - { id: b, path: y, source: grid, patterns: ["../*.csv"], onGap: wait, zone: Mars/One, keepDone: PT1H }
              - { id: b, path: y, source: grid, kind: counts, fields: { unit: { column: u, split: "-" }, period: { column: p, format: "uuuu" }, count: "{n}" } }
            """;

        ConfigurationException wrong = Assert.Throws<ConfigurationException>(() => FolderPlans.Parse([new ConfigurationText("folders.yaml", yaml)], catalogue));

        string[] expected = ["id 'a b'", "source 'nobody'", "every is shorter", "done and failed", "unknown key 'colour'", "pattern '../*.csv'", "onGap: wait needs", "zone 'Mars/One'", "keepDone is shorter", "split and part", "a period with a format needs grain", "id 'b' is given twice", "' is watched twice"];
        Assert.All(expected, text => Assert.Contains(wrong.Mistakes, mistake => mistake.Reason.Contains(text, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, wrong.Mistakes.Count);
    }

    private static void CopyInto(FolderBench bench)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Example, "inbox", "110")))
        {
            bench.Put(Path.GetFileName(file), File.ReadAllBytes(file));
        }
    }
}
