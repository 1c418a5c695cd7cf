using System.Text.Json;
using Tongbi.Collector.Catalog;
using Xunit;

namespace Tongbi.Collector.Tests.Catalog;

public sealed class CatalogueDocumentTests
{
    [Fact]
    public void Of_SmallCatalogue_IsPlainJsonInTheShapeOfTheFile()
    {
        Catalogue catalogue = CatalogueLoader.Parse(SmallCatalogue.Text, "catalog.yaml");

        using JsonDocument json = JsonSerializer.SerializeToDocument(CatalogueDocument.Of(catalogue), JsonSerializerOptions.Web);

        JsonElement root = json.RootElement;
        Assert.Equal(("Asia/Shanghai", "00:00", "monday", 1, 2015), (Text(root, "timeZone"), Text(root, "dayStart"), Text(root, "weekStart"), root.GetProperty("monthStart").GetInt32(), root.GetProperty("firstYear").GetInt32()));
        Assert.Equal("PS02", Text(root.GetProperty("units")[0].GetProperty("children")[1], "code"));
        Assert.Equal("PT5M", Text(root.GetProperty("sources")[0], "cadence"));
        Assert.Equal("P1D", Text(root.GetProperty("sources")[1], "cadence"));
        JsonElement vice = root.GetProperty("metrics")[0];
        Assert.Equal(("selection", "incident", "admin/gambling", "down"), (Text(vice, "kind"), Text(vice, "of"), vice.GetProperty("select")[0].GetString(), Text(vice, "polarity")));
        JsonElement gambling = root.GetProperty("metrics")[1].GetProperty("categories")[0].GetProperty("children")[0];
        Assert.Equal(("gambling", "admin/gambling", "2026-01-01"), (Text(gambling, "id"), Text(gambling, "path"), Text(gambling, "validFrom")));
        Assert.Equal("2026-02-23", Text(root.GetProperty("holidays").GetProperty("2026").GetProperty("springFestival"), "to"));
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
