using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Walls.Maps;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class UnitMapReaderTests
{
    private const string TwoStations = """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"code":"PS01"},"geometry":{"type":"Polygon","coordinates":[[[119.4,28.0],[119.6,28.0],[119.6,28.2],[119.4,28.2],[119.4,28.0]]]}},
          {"type":"Feature","properties":{"code":"PS02"},"geometry":{"type":"MultiPolygon","coordinates":[[[[119.6,28.0],[119.8,28.0],[119.8,28.2],[119.6,28.2],[119.6,28.0]]]]}},
          {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[119.4,28.2],[119.8,28.2],[119.8,28.3],[119.4,28.2]]]}}
        ]}
        """;

    [Fact]
    public void Read_AGoodMap_IsProjectedFlatWithNorthUp()
    {
        UnitMap map = Read(TwoStations);

        Assert.Equal(["PS01", "PS02", null], map.Areas.Select(area => area.Code));
        Assert.Equal(1_000m, map.Width);

        // A degree of longitude at 28° is cos 28.15° of one of latitude: 0.3 / (0.4 × 0.8817).
        Assert.InRange(map.Height, 849m, 853m);
        Assert.StartsWith("M0 ", map.Areas[0].Path, StringComparison.Ordinal);
        Assert.EndsWith("Z", map.Areas[0].Path, StringComparison.Ordinal);
        Assert.InRange(map.Areas[0].X, 249m, 251m);
        Assert.InRange(map.Areas[1].X, 749m, 751m);
        Assert.True(map.Areas[0].Y > map.Height / 2, "the south is below");
    }

    [Theory]
    [InlineData("PS02", "PS09", "unit 'PS09' is not in the catalogue")]
    [InlineData("PS02", "PS01", "has an area already")]
    [InlineData("119.8,28.2", "480000,3100000", "in degrees of longitude and latitude")]
    [InlineData("MultiPolygon", "Point", "no Polygon or MultiPolygon")]
    [InlineData("FeatureCollection", "Feature", "not a FeatureCollection")]
    [InlineData("]}}", "]}", "not JSON")]
    public void Read_AMistake_IsTold(string piece, string replacement, string reason)
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => Read(TwoStations.Replace(piece, replacement, StringComparison.Ordinal)));

        Assert.Contains(refused.Mistakes, mistake => mistake.Reason.Contains(reason, StringComparison.Ordinal) && mistake.File == "maps/county.geojson");
    }

    [Fact]
    public void Read_AMapOfTooManyPoints_IsRefused()
    {
        string ring = string.Join(',', Enumerable.Repeat("[119.4,28.0]", UnitMapReader.MaximumPoints + 1));

        ConfigurationException refused = Assert.Throws<ConfigurationException>(() => Read($$$"""{"type":"FeatureCollection","features":[{"geometry":{"type":"Polygon","coordinates":[[{{{ring}}}]]}}]}"""));

        Assert.Contains("simplify the outlines", refused.Mistakes[0].Reason, StringComparison.Ordinal);
    }

    private static UnitMap Read(string text) => UnitMapReader.Read("maps/county.geojson", text, SmallBureau.Catalogue());
}
