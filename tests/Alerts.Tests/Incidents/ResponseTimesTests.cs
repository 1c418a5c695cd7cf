using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Tests.Delivery;

namespace Tongbi.Alerts.Tests.Incidents;

/// <summary>How long people took, from what is on record.</summary>
public sealed class ResponseTimesTests
{
    [Theory]
    [InlineData(30, 0)]
    [InlineData(30.001, 1)]
    [InlineData(60, 1)]
    [InlineData(120, 2)]
    [InlineData(180, 3)]
    [InlineData(181, 4)]
    public void Of_PutsEachIntoItsBucket_BoundsIncluded(double seconds, int bucket)
    {
        ResponseTimes times = ResponseTimes.Of([Duration.FromSeconds(seconds)]);
        Assert.Equal(Enumerable.Range(0, 5).Select(index => index == bucket ? 1 : 0), times.Buckets);
    }

    [Fact]
    public void Of_MedianAndNineOfTen_AreNearestRanks_AndWaitingOnesAreNone()
    {
        ResponseTimes ten = ResponseTimes.Of(Enumerable.Range(1, 10).Select(second => (Duration?)Duration.FromSeconds(second)).Append(null));
        Assert.Equal((10, 1, Duration.FromSeconds(5), Duration.FromSeconds(9)), (ten.Count, ten.Waiting, ten.Median, ten.P90));
        ResponseTimes one = ResponseTimes.Of([Duration.FromSeconds(7)]);
        Assert.Equal((Duration.FromSeconds(7), Duration.FromSeconds(7)), (one.Median, one.P90));
        Assert.Null(ResponseTimes.Of([]).Median);
    }

    [Fact]
    public async Task Between_TakesTheFirstOfEachAct_AndNothingOfAlertsThatEndedByThemselves()
    {
        using DeliveryBench bench = new("receivers: [ { id: leaders, channels: [ { kind: file, folder: box } ] } ]\nroute: { receiver: leaders, groupWait: PT0S }");
        Instant start = bench.Now;
        AlertDesk desk = new(bench.Store, bench.Time);
        Alert handled = bench.Fire("handled", severity: Severity.Orange);
        Alert waiting = bench.Fire("waiting", unit: "PS02");
        Alert byItself = bench.Fire("byItself");
        await bench.TurnAsync();
        Pass(40);
        Assert.NotNull(desk.Acknowledge(handled.Id, "wang", null).Step);
        bench.Resolve(byItself);
        Pass(100);
        desk.GiveFeedback(handled.Id, "wang", "已处置");
        Pass(10);
        desk.GiveFeedback(handled.Id, "wang", "补充");
        Pass(200);
        desk.Clear(handled.Id, "wang", null, force: true);
        Pass(10);

        IReadOnlyList<AlertResponse> all = new ResponseRecord(bench.Store).Between(start, bench.Now);

        Assert.Equal([handled.Id, waiting.Id, byItself.Id], all.Select(one => one.Alert).OrderBy(int.Parse));
        AlertResponse done = all.Single(one => one.Alert == handled.Id);
        Assert.Equal((Severity.Orange, "PS01", "leaders"), (done.Worst, done.Unit, done.Receivers.Single()));
        Assert.Equal([(true, Seconds(40)), (true, Seconds(100)), (true, Seconds(210))], Stages(done));
        Assert.Equal([(true, null), (false, null), (false, null)], Stages(all.Single(one => one.Alert == waiting.Id)));
        Assert.Equal([(false, null), (false, null), (false, null)], Stages(all.Single(one => one.Alert == byItself.Id)));
        Assert.Empty(new ResponseRecord(bench.Store).Between(start - Duration.FromDays(1), start));

        void Pass(int seconds) => bench.Time.Advance(TimeSpan.FromSeconds(seconds));
    }

    private static IEnumerable<(bool, Duration?)> Stages(AlertResponse one) => Enum.GetValues<ResponseStage>().Select(stage => one[stage]);

    private static Duration? Seconds(int seconds) => Duration.FromSeconds(seconds);
}
