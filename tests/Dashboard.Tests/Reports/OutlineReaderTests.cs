using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>Outlines are read strictly; what ships with the product is in order.</summary>
public sealed class OutlineReaderTests
{
    private static readonly string Shipped = Path.Combine(RepositoryPaths.Root, "config");
    private static readonly Catalogue Yunhe = CatalogueLoader.Load(Path.Combine(Shipped, "catalog.yaml"));

    [Fact]
    public void ShippedOutlines_AreInOrder()
    {
        ReportPlans plans = ReportPlans.Read(ConfigurationPlace.Folder(Path.Combine(Shipped, "reports")).Read(), Yunhe);
        Assert.Equal(3, plans.FileCount);
        Assert.Equal(PublicProfile.Suppress, plans[ReportEdition.Monthly].Public);
        Assert.Equal(["important", "proposals"], plans[ReportEdition.Monthly].ManualBlocks.Select(block => block.Id));
    }

    [Theory]
    [InlineData("title: T\nsections: [ { id: a, title: A, content: [ { kind: poem } ] } ]", "poem")]
    [InlineData("title: T\nsections: [ { id: a, title: A, content: [ { kind: areas, metric: nothing } ] } ]", "nothing")]
    [InlineData("title: T\nsections: [ { id: a, title: A, content: [ { kind: types, metric: force.grid_worker } ] } ]", "force.grid_worker")]
    [InlineData("title: T\nsections: [ { id: a, title: A, content: [ { kind: hours, metric: force.grid_worker } ] } ]", "not counted over time")]
    [InlineData("title: T\nsections: [ { id: a, title: A, content: [ { kind: table, id: t, title: T, metrics: [incident, dispute.resolve_rate] } ] } ]", "ratios and counts")]
    [InlineData("title: T\nsections: [ { id: a, title: A }, { id: a, title: B } ]", "something else")]
    [InlineData("title: T\nsections: [ { id: A B, title: A } ]", "not usable")]
    [InlineData("title: T\nsections: [ { id: a, title: A, colour: red } ]", "colour")]
    [InlineData("title: T\nsections: [ { id: a, title: A } ]\nschedules: [ { id: s, units: [nowhere], workingDay: 3 } ]", "nowhere")]
    [InlineData("title: T\nsections: [ { id: a, title: A } ]\nschedules: [ { id: s, units: [\"331125\"], workingDay: 99 } ]", "workingDay")]
    public void Mistake_IsToldWhereItStands(string text, string told)
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => OutlineReader.Read("monthly.yaml", text, Yunhe));
        Assert.Contains(refused.Mistakes, mistake => mistake.ToString().Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void FileOfNoEdition_IsRefused()
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => OutlineReader.Read("daily.yaml", "title: T\nsections: [ { id: a, title: A } ]", Yunhe));
        Assert.Contains("monthly.yaml", refused.Mistakes[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoPublicEditions_AreRefused()
    {
        const string Outline = "title: T\npublic: suppress\nsections: [ { id: a, title: A } ]";
        ConfigurationText[] texts = [new("monthly.yaml", Outline), new("yearly.yaml", Outline)];
        Assert.Contains("one edition", Assert.Throws<ConfigurationException>(() => ReportPlans.Read(texts, Yunhe)).Mistakes[0].ToString(), StringComparison.Ordinal);
    }
}
