using System.Security.Cryptography;
using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Messages;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Delivery;

/// <summary>The curve goes with the message where the channel carries pictures, and nowhere else.</summary>
public sealed class PictureTests
{
    [Fact]
    public async Task Chart_WeComAndFileCarryIt_RobotsWithoutPicturesDoNot()
    {
        await using ScriptedHttpServer far = new(_ => new(200, """{"errcode":0,"code":0,"errmsg":"ok","msg":"success"}"""));
        using DeliveryBench bench = new(
            $$"""
            receivers: [ { id: leaders, channels: [ { kind: wecom, url: "{{far.Address}}wecom" }, { kind: dingtalk, url: "{{far.Address}}ding" }, { kind: feishu, url: "{{far.Address}}feishu" }, { kind: file, folder: box } ] } ]
            route: { receiver: leaders, groupWait: PT0S }
            """,
            chart: new OnePixel());
        bench.Fire();

        await bench.TurnAsync();

        ScriptedRequest picture = Assert.Single(far.Requests, request => request.Text.Contains("\"msgtype\":\"image\"", StringComparison.Ordinal));
        byte[] sent = picture.Json.GetProperty("image").GetProperty("base64").GetBytesFromBase64();
        Assert.Equal(SomeFile.Png, sent);
#pragma warning disable CA5351 // the robot's checksum, not a protection
        Assert.Equal(Convert.ToHexStringLower(MD5.HashData(SomeFile.Png)), picture.Json.GetProperty("image").GetProperty("md5").GetString());
#pragma warning restore CA5351
        Assert.Single(far.Requests, request => request.Target == "/ding");
        Assert.Single(far.Requests, request => request.Target == "/feishu");
        Assert.Equal(SomeFile.Png, await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(bench.FolderPath, "box"), "*.png").Single(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Chart_Mail_StandsInTheText()
    {
        Assert.SkipWhen(SmtpServer.WhyNot is not null, SmtpServer.WhyNot ?? "");
        await using SmtpServer server = await SmtpServer.StartAsync(TestContext.Current.CancellationToken);
        using DeliveryBench bench = new(
            $$"""
            smtp: { host: 127.0.0.1, port: {{server.Port}}, tls: none, from: tongbi@example.org }
            receivers: [ { id: leaders, channels: [ { kind: email, to: [duty@example.org] } ] } ]
            route: { receiver: leaders, groupWait: PT0S }
            """,
            chart: new OnePixel());
        bench.Fire();

        await bench.TurnAsync();

        await Eventually.TrueAsync(() => Task.FromResult(server.Received.Contains("END MESSAGE", StringComparison.Ordinal)), TimeSpan.FromSeconds(30), () => server.Received, TestContext.Current.CancellationToken);
        string key = bench.Outbox()[0].IdempotencyKey;
        Assert.Contains($"Content-Id: <chart-{key}@tongbi>", server.Received, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Content-Type: multipart/related", server.Received, StringComparison.Ordinal);
        string pictured = server.Received.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(SomeFile.Png), pictured, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_OutsideTheNetworkOrResolved_IsNotDrawn()
    {
        OnePixel chart = new();
        await using ScriptedHttpServer far = new(_ => new(200, """{"errcode":0,"errmsg":"ok"}"""));
        using DeliveryBench bench = new(
            $$"""
            receivers: [ { id: leaders, profile: outside, channels: [ { kind: wecom, url: "{{far.Address}}wecom" } ] }, { id: inside, channels: [ { kind: file, folder: box } ] } ]
            route: { receiver: leaders, groupWait: PT0S, groupInterval: PT1M, routes: [ { match: { unit: PS02 }, receiver: inside, groupWait: PT0S } ] }
            """,
            chart: chart);
        bench.Fire();
        await bench.TurnAsync();
        Assert.Equal(0, chart.Drawn);

        bench.Resolve(bench.Fire(unit: "PS02"));
        await bench.PassAsync(Duration.FromMinutes(3));

        Assert.Equal(0, chart.Drawn);
        Assert.DoesNotContain(far.Requests, request => request.Text.Contains("image", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WeCom_WithPictures_CountsEveryPostAgainstTheTwentyAMinute()
    {
        System.Collections.Concurrent.ConcurrentQueue<Instant> times = new();
        DeliveryBench? bench = null;
        await using ScriptedHttpServer robot = new(_ =>
        {
            times.Enqueue(bench!.Now);
            return new(200, """{"errcode":0,"errmsg":"ok"}""");
        });
        using (bench = new($"receivers: [ {{ id: leaders, perHour: 1000, channels: [ {{ kind: wecom, url: \"{robot.Address}hook\", mentions: [\"13800000000\"] }} ] }} ]\nroute: {{ receiver: leaders, groupBy: [rule], groupWait: PT0S, repeatInterval: P1D }}", chart: new OnePixel()))
        {
            bench.FireAll(Enumerable.Range(0, 30).Select(number => Some.Alert($"rule-{number}")));
            await bench.PassAsync(Duration.FromMinutes(8), Duration.FromSeconds(10));
        }

        Instant[] sent = [.. times];
        Assert.Equal(90, sent.Length);
        Assert.All(Enumerable.Range(20, sent.Length - 20), index => Assert.True(sent[index] - sent[index - 20] >= Duration.FromMinutes(1)));
    }

    private sealed class OnePixel : IAlertChart
    {
        public int Drawn { get; private set; }

        public Task<ReadOnlyMemory<byte>?> DrawAsync(NotifiedAlert alert, string language, CancellationToken cancellationToken)
        {
            Drawn++;
            return Task.FromResult<ReadOnlyMemory<byte>?>(SomeFile.Png);
        }
    }
}
