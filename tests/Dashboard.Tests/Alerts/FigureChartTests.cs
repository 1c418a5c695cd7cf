using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SkiaSharp;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Messages;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Alerts;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Operations;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Alerts;

/// <summary>The picture of a message, from the record to the mailbox.</summary>
public sealed class FigureChartTests
{
    private const string Rules = """
        rules:
          - { id: many, name: 今日警情偏多, nameEn: Many incidents today, metric: incident, period: today, statistic: value, above: { orange: 3 } }
          - { id: rising, name: 警情环比上升, nameEn: Incidents rising, metric: incident, period: last-7d, statistic: rate, compare: previous, above: { red: 5 } }

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_OverRealMailAndWeCom_CarriesThePicture()
    {
        Assert.SkipWhen(SmtpServer.WhyNot is not null, SmtpServer.WhyNot ?? "");
        await using SmtpServer mail = await SmtpServer.StartAsync(Cancel);
        await using ScriptedHttpServer wecom = new(_ => new(200, """{"errcode":0,"errmsg":"ok"}"""));
        await using AlertServer alerts = await AlertServer.StartAsync(Rules, $$"""
            smtp: { host: 127.0.0.1, port: {{mail.Port}}, tls: none, from: "tongbi@example.org" }
            receivers: [ { id: leaders, channels: [ { kind: email, to: [ "duty@example.org" ] }, { kind: wecom, url: "{{wecom.Address}}cgi-bin/webhook/send?key=K" } ] } ]
            route: { receiver: leaders, groupWait: PT0S }
            """);

        await alerts.SendAsync("a", 4);
        await Eventually.TrueAsync(() => Task.FromResult(mail.Received.Contains("END MESSAGE", StringComparison.Ordinal) && wecom.Requests.Any(IsImage)), TimeSpan.FromSeconds(60), () => mail.Received, Cancel);

        Match attached = Regex.Match(mail.Received.Replace("\r", "", StringComparison.Ordinal), @"Content-Type: image/png.*?\n\n(?<data>[A-Za-z0-9+/=\n]+)", RegexOptions.Singleline);
        Assert.True(attached.Success, "no picture in the mail");
        AssertIsPicture(Convert.FromBase64String(attached.Groups["data"].Value.Replace("\n", "", StringComparison.Ordinal)));
        JsonElement image = wecom.Requests.First(IsImage).Json.GetProperty("image");
        byte[] picture = Convert.FromBase64String(image.GetProperty("base64").GetString()!);
        AssertIsPicture(picture);
#pragma warning disable CA5351 // WeCom's interface wants MD5; nothing rests on it.
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(picture)), image.GetProperty("md5").GetString());
#pragma warning restore CA5351

        static bool IsImage(ScriptedRequest request) => request.Json.GetProperty("msgtype").GetString() == "image";
    }

    [Fact]
    public async Task Spec_IsTheRulesOwnFigure_WithThresholdAndEpisode()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await alerts.SendAsync("a", 2, at: "2026-03-10T07:15:00+08:00");
        await alerts.SendAsync("b", 2, at: "2026-03-10T09:15:00+08:00");
        await alerts.WaitAsync("?state=firing", seen => seen.Length == 1);
        FigureChart chart = Chart(alerts.Server.Services);

        TrendSpec spec = Assert.IsType<TrendSpec>(chart.Spec(Told("many", 4, 3), "zh", Cancel));

        // What was counted when each hour began: nothing is known before the source's first record at 7, then two, and four with the last.
        Assert.Equal([null, 2, 2, 4], spec.Values.TakeLast(4));
        Assert.Equal(["10 08:00", "10 09:00", "10 10:00"], spec.Labels.TakeLast(3));
        Assert.Equal(3, spec.Threshold);
        Assert.Equal((47, 48), Assert.Single(spec.Episodes));
        Assert.Equal(("今日警情偏多", "云和县 · 警情 · 数值(今日)", "起"), (spec.Title, spec.Subtitle, spec.ValueUnit));

        TrendSpec rate = Assert.IsType<TrendSpec>(chart.Spec(Told("rising", 6.5m, 5), "en", Cancel));
        Assert.Equal((28, 500m, "%", "Incidents rising"), (rate.Values.Count, rate.Threshold, rate.ValueUnit, rate.Title));
        Assert.Equal(650m, rate.Values[^1]);
    }

    [Fact]
    public async Task Message_OfARuleThatIsGone_GoesWithoutAPicture()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        IAlertChart chart = alerts.Server.Services.GetRequiredService<IAlertChart>();
        Assert.Null(await chart.DrawAsync(Told("gone", 1, 1), "zh", Cancel));
    }

    [Fact]
    public async Task Painter_ThatFails_LeavesTheMessageWithoutAPicture()
    {
        await using AlertServer alerts = await AlertServer.StartAsync(Rules);
        await alerts.SendAsync("a", 4);
        await alerts.WaitAsync("?state=firing", seen => seen.Length == 1);
        Assert.Null(await Chart(alerts.Server.Services, new BrokenPainter()).DrawAsync(Told("many", 4, 3), "zh", Cancel));
        Assert.NotNull(await Chart(alerts.Server.Services).DrawAsync(Told("many", 4, 3), "zh", Cancel));
    }

    private static void AssertIsPicture(byte[] png)
    {
        using SKBitmap picture = SKBitmap.Decode(png);
        Assert.Equal((800, 400), (picture.Width, picture.Height));
    }

    private static FigureChart Chart(IServiceProvider services, IChartPainter? painter = null) => new(
        services.GetRequiredService<AlertEngine>(),
        services.GetRequiredService<ICountCube>(),
        services.GetRequiredService<IStatistics>(),
        painter ?? services.GetRequiredService<IChartPainter>(),
        new DemoState(false),
        services.GetRequiredService<TimeProvider>(),
        NullLogger<FigureChart>.Instance);

    private static NotifiedAlert Told(string rule, decimal value, decimal threshold) => new()
    {
        Id = "1",
        Rule = rule,
        Name = rule == "many" ? "今日警情偏多" : "警情环比上升",
        NameEn = "Incidents rising",
        Severity = "orange",
        Firing = true,
        Labels = new Dictionary<string, string> { ["unit"] = "331125", ["category"] = "", ["metric"] = "incident" },
        Place = new AlertPlace("警情", "Incidents", "云和县", "Yunhe", "", ""),
        Summary = "",
        SummaryEn = "",
        Value = value,
        Threshold = threshold,
        StartsAt = AlertServer.Morning + Duration.FromMinutes(1),
    };

    private sealed class BrokenPainter : IChartPainter
    {
        public ReadOnlyMemory<byte> Png(ChartSpec spec, ChartSize size, ChartTheme theme) => throw new InvalidOperationException("out of ink");

        public ReadOnlyMemory<byte> Svg(ChartSpec spec, ChartSize size, ChartTheme theme) => throw new InvalidOperationException("out of ink");

        public void Draw(SKCanvas canvas, SKRect rectangle, ChartSpec spec, ChartTheme theme) => throw new InvalidOperationException("out of ink");
    }
}
