using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Import;
using Tongbi.Collector.Tests.Ingest;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Sources.Import;

public sealed class ImportMappingTests : IDisposable
{
    private const string Text = """
        records: events
        fields:
          source: dispatch110
          metric: incident
          id: "set:{row}"
          category: { column: kind, values: { T: 盗窃 }, otherwise: admin }
          unit: { column: station }
          occurredAt: { column: at, format: "uuuu-MM-dd HH:mm" }
        """;

    [Fact]
    public void Mapping_WellFormed_NamesTheColumnsThatItNeeds()
    {
        ImportMapping mapping = ImportMapping.Parse(Text, "mapping.yaml", bench.Catalogue);

        Assert.Equal(RecordKind.Event, mapping.Kind);
        Assert.Equal(["at", "kind", "station"], mapping.Columns.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("records: events", "records: things", 1, "use one of events, counts")]
    [InlineData("  source: dispatch110\n", "", 3, "required key 'source'")]
    [InlineData("source: dispatch110", "source: nobody", 3, "'nobody' is not in the catalogue")]
    [InlineData("metric: incident", "metric: vice", 4, "cannot be fed")]
    [InlineData("id: \"set:{row}\"", "id: \"set:{row\"", 5, "brace")]
    [InlineData("unit: { column: station }", "unit: { columns: station }", 7, "unknown key 'columns'")]
    [InlineData("unit: { column: station }", "unit: { column: station, text: x }", 7, "either column or text")]
    [InlineData("unit: { column: station }", "unit: [ station ]", 7, "a list")]
    [InlineData("unit: { column: station }", "unit: { column: station, format: \"uuuu\" }", 7, "occurredAt and period only")]
    [InlineData("unit: { column: station }", "unit: { column: station, otherwise: x }", 7, "without values")]
    [InlineData("format: \"uuuu-MM-dd HH:mm\"", "format: \"MMMMMMM%\"", 8, "cannot be used")]
    [InlineData("occurredAt: {", "period: {", 8, "unknown key 'period'")]
    public void Mapping_WithAMistake_IsRefusedAtItsPlace(string piece, string replacement, int line, string reason)
    {
        Assert.Contains(piece, Text, StringComparison.Ordinal);

        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => ImportMapping.Parse(Text.Replace(piece, replacement, StringComparison.Ordinal), "mapping.yaml", bench.Catalogue));

        Assert.Contains(refused.Mistakes, mistake => mistake.Line == line && mistake.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Mapping_ShippedWithTheExample_FitsItsCatalogue()
    {
        string folder = Path.Combine(RepositoryPaths.Root, "config", "examples", "chicago");

        ImportMapping mapping = ImportMapping.Load(Path.Combine(folder, "mapping.yaml"), Collector.Catalog.CatalogueLoader.Load(Path.Combine(folder, "catalog.yaml")));

        Assert.Equal(3, mapping.Columns.Count);
    }

    public void Dispose() => bench.Dispose();

    private readonly IngestBench bench = new();
}
