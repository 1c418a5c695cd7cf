using System.Text.Json;
using Microsoft.Playwright;

namespace Tongbi.Acceptance;

/// <summary>The real data set on the wall that is shipped for it.</summary>
[Collection(RealDataServer.Shared)]
public sealed class RealDataWallTests(RealDataServer server, WallBrowser browser) : IClassFixture<WallBrowser>
{
    [Fact]
    public async Task Wall_ShowsTheTotalsOfTheAnswers()
    {
        server.SkipIfAbsent();
        WallPage wall = await browser.OpenAsync(server.WallUrl);
        await wall.ExpectValueAsync("year", 267_792, 30_000);
        await Assertions.Expect(wall.Figure("year", "percent")).ToHaveTextAsync("\u22120.38%");
        await Assertions.Expect(wall.Figure("year", "base")).ToHaveAttributeAsync("data-raw", "268813");
        await wall.ExpectValueAsync("theft", 64_334);
        int rows = 0;
        foreach (ILocator row in await wall.Page.Locator("[data-panel=\"units\"] [data-row]").AllAsync())
        {
            string district = (await row.GetAttributeAsync("data-row"))!;
            JsonElement answer = server.Answers.GetProperty("district_by_year").GetProperty(district).GetProperty("2017");
            Assert.Equal(answer.ToString(), await row.Locator("[data-figure=\"value\"]").GetAttributeAsync("data-raw"));
            rows++;
        }

        Assert.InRange(rows, 5, 25);
        Assert.Empty(wall.Errors);
    }
}
