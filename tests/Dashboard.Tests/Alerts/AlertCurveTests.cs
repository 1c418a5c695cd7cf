using System.Net;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>The curve of an alert is the figure that its rule judges.</summary>
public sealed class AlertCurveTests
{
    private const string Rules = """
        rules:
          - { id: many, name: 今日警情偏多, nameEn: Many incidents today, metric: incident, depth: 1, period: today, statistic: value, above: { orange: 3, red: 30 } }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Curve_ShowsTheJudgedFigureHourByHour_WithThresholds()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await alerts.SendAsync("a", 3, at: "2026-03-10T08:15:00+08:00");
        await alerts.SendAsync("b", 4, at: "2026-03-10T09:15:00+08:00");
        JsonElement alert = (await alerts.WaitAsync("?state=firing", seen => seen.Length == 2)).Single(one => one.GetProperty("labels").GetProperty("unit").GetString() == "PS01");

        JsonElement curve = await alerts.Server.Admin.GetJsonAsync($"/api/v1/alerts/{alert.GetProperty("id").GetString()}/curve");

        Assert.Equal(JsonValueKind.Null, curve.GetProperty("reason").ValueKind);
        Assert.Equal(["orange 3", "red 30"], curve.GetProperty("levels").EnumerateArray().Select(level => $"{level.GetProperty("severity").GetString()} {level.GetProperty("threshold").GetDecimal()}"));
        Dictionary<string, JsonElement> points = curve.GetProperty("points").EnumerateArray().ToDictionary(point => point.GetProperty("at").GetString()!, point => point.GetProperty("value"));
        Assert.Equal(7m, points["2026-03-10T10:00:00+08:00"].GetDecimal());
        Assert.Equal(3m, points["2026-03-10T09:00:00+08:00"].GetDecimal());
        Assert.InRange(points.Count, 24, 26);

        using HttpResponseMessage unknown = await alerts.Server.Admin.GetAsync("/api/v1/alerts/999/curve", Cancel);
        await unknown.AssertProblemAsync(HttpStatusCode.NotFound, "unknown_alert");

        // A rule that is gone leaves the alert without a curve, not without a page.
        await File.WriteAllTextAsync(alerts.RulesFile, Rules.Replace("id: many", "id: other", StringComparison.Ordinal), Cancel);
        await alerts.WaitAsync("?state=resolved&rule=many", seen => seen.Length == 2);
        Assert.Equal("rule_gone", (await alerts.Server.Admin.GetJsonAsync($"/api/v1/alerts/{alert.GetProperty("id").GetString()}/curve")).GetProperty("reason").GetString());
    }
}
