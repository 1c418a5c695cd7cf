using NodaTime;
using Tongbi.Alerts.Channels.Wall;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Tests.Delivery;

namespace Tongbi.Alerts.Tests.Channels;

/// <summary>The record says which screens have taken an alert.</summary>
public sealed class WallChannelTests
{
    private const string Notify = """
        receivers: [ { id: room, channels: [ { kind: wall, walls: [wall] } ] } ]
        route: { receiver: room, groupWait: PT0S }
        """;

    [Fact]
    public async Task Alert_ThatScreensHaveTaken_IsOnRecordWithTheirNames()
    {
        using DeliveryBench bench = new(Notify, screens: new SomeScreens("wall@device:1", "wall@device:2"));
        string alert = bench.Fire().Id;

        await bench.TurnAsync();

        DeliveryEntry entry = Assert.Single(new DeliveryRecord(bench.Store).List(alert, long.MaxValue, 10));
        Assert.Equal((OutboxState.Delivered, "wall", "2: wall@device:1, wall@device:2"), (entry.Message.State, entry.Message.Kind, entry.Attempts[0].Detail));
    }

    [Fact]
    public async Task NoScreen_IsAFailureThatIsTriedAgain()
    {
        SomeScreens screens = new();
        using DeliveryBench bench = new(Notify, screens: screens);
        bench.Fire();
        await bench.TurnAsync();
        Assert.Equal(OutboxState.Waiting, bench.Outbox()[0].State);

        screens.Names = ["wall@device:1"];
        await bench.PassAsync(Duration.FromMinutes(1), Duration.FromSeconds(5));

        Assert.Equal(OutboxState.Delivered, bench.Outbox()[0].State);
        Assert.Equal(["wall"], screens.Asked);
    }

    [Fact]
    public async Task File_IsRefusedByAWall()
    {
        using DeliveryBench bench = new(Notify, screens: new SomeScreens("wall@device:1"));
        bench.Files.Post(SomeFile.Report("room"));

        await bench.TurnAsync();

        Assert.Equal(OutboxState.Dead, bench.Outbox()[0].State);
    }

    private sealed class SomeScreens(params string[] names) : IWallScreens
    {
        public IReadOnlyList<string> Names { get; set; } = names;

        public IReadOnlyList<string> Asked { get; private set; } = [];

        public Task<IReadOnlyList<string>> ReachedAsync(IReadOnlyList<string> walls, IReadOnlyList<string> alerts, CancellationToken cancellationToken)
        {
            Asked = walls;
            return Task.FromResult(Names);
        }
    }
}
