using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Sources.Health;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Walls;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class LiveConnectionTests : IDisposable
{
    private readonly TemporaryFolder config = new();

    /// <summary>What may happen between a server and a screen, in any order.</summary>
    public enum Happening
    {
        CountIncident,
        CountCase,
        CountForTheFirstTimeAtTheParent,
        MoveAMinute,
        MoveAnHour,
        Publish,
        AskOverHttp,
        StopTaking,
        TakeAgain,
        BreakAndComeBack,
        Beat,
        DeliverSource,
    }

    public void Dispose() => config.Dispose();

    [Property(MaxTest = 150)]
    public Property Screen_WhateverHappened_ShowsInTheEndWhatASnapshotShows() => Prop.ForAll(
        ArbMap.Default.ArbFor<Happening>().Generator.ArrayOf().Resize(40).ToArbitrary(),
        happenings =>
        {
            Bench bench = new(config);
            foreach (Happening happening in happenings)
            {
                bench.Do(happening);
            }

            bench.Do(Happening.TakeAgain);
            bench.Do(Happening.Publish);
            bench.Do(Happening.Beat);
            FakeScreen fresh = bench.Fresh();

            return (fresh.Shown.OrderBy(pair => pair.Key).SequenceEqual(bench.Screen.Shown.OrderBy(pair => pair.Key))
                && fresh.Sources.OrderBy(pair => pair.Key).SequenceEqual(bench.Screen.Sources.OrderBy(pair => pair.Key))
                && fresh.Version == bench.Screen.Version
                && !bench.Screen.IsAborted)
                .Label($"version {bench.Screen.Version} against {fresh.Version}");
        });

    [Fact]
    public void Changes_WhileTheScreenTakesNothing_ComeAsOneMessageAfterwards()
    {
        Bench bench = new(config);
        bench.Do(Happening.StopTaking);
        for (int change = 0; change < 50; change++)
        {
            bench.Do(Happening.CountCase);
            bench.Do(Happening.Publish);
        }

        int before = bench.Screen.Messages;
        bench.Do(Happening.TakeAgain);

        Assert.Equal(2, before); // the snapshot, and the one update that was on its way
        Assert.Equal(3, bench.Screen.Messages);
        Assert.Equal(50, bench.Screen.Version);
    }

    [Fact]
    public void DropIfStalled_OnlyWhenOneMessageIsNotTakenForSoLong_Aborts()
    {
        Bench bench = new(config);
        TimeSpan limit = TimeSpan.FromSeconds(15);
        bench.Do(Happening.CountCase);
        bench.Do(Happening.Publish);
        bench.Time.Advance(limit * 4);
        Assert.False(bench.Connection.DropIfStalled(limit));

        bench.Do(Happening.StopTaking);
        bench.Do(Happening.CountCase);
        bench.Do(Happening.Publish);
        bench.Time.Advance(limit - TimeSpan.FromSeconds(1));
        Assert.False(bench.Connection.DropIfStalled(limit));
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(bench.Connection.DropIfStalled(limit));
        Assert.True(bench.Screen.IsAborted);
    }

    /// <summary>One view and one screen, moved by hand.</summary>
#pragma warning disable CA1001 // The staged ledger holds nothing to dispose of.
    private sealed class Bench
#pragma warning restore CA1001
    {
        private readonly StagedCube cube = new(SmallBureau.Catalogue());
        private readonly StagedLedger ledger = new();
        private readonly SourceBoard sources;
        private readonly LiveView view;

        public Bench(TemporaryFolder config)
        {
            FixedCatalogue catalogue = new(cube.Catalogue);
            Directory.CreateDirectory(config.File("walls"));
            File.WriteAllText(Path.Combine(config.File("walls"), "wall.yaml"), SmallBureau.WallText);
            WallStore walls = new(config.File("walls"), catalogue, Time, NullLogger<WallStore>.Instance);
            sources = new SourceBoard(ledger, catalogue, new SourceFaults(TimeProvider.System), Options.Create(new LiveOptions()));
            ViewEvaluator evaluator = new(new StatisticsEngine(), NullLogger<ViewEvaluator>.Instance);
            view = new LiveView(new ViewKey("wall", "331125"), walls, catalogue, cube, evaluator, sources, NoAlerts.Instance, new DemoState(false));
            view.Refresh(Now);
            Connection = Connect(Screen, null);
        }

        public FakeTimeProvider Time { get; } = new(SmallBureau.Morning.ToDateTimeOffset());

        public FakeScreen Screen { get; } = new();

        public LiveConnection Connection { get; private set; }

        private Instant Now => Time.GetUtcNow().ToInstant();

        public FakeScreen Fresh()
        {
            FakeScreen fresh = new();
            Connect(fresh, null);
            return fresh;
        }

        public void Do(Happening happening)
        {
            switch (happening)
            {
                case Happening.CountIncident:
                    cube.Count("incident", "admin/gambling", "PS01", Now);
                    break;
                case Happening.CountCase:
                    cube.Count("case.handled", "", "PS02", Now - Duration.FromDays(1));
                    break;
                case Happening.CountForTheFirstTimeAtTheParent:
                    cube.Count("incident", "", "331125", Now - Duration.FromHours(2));
                    break;
                case Happening.MoveAMinute:
                    Time.Advance(TimeSpan.FromMinutes(1));
                    break;
                case Happening.MoveAnHour:
                    Time.Advance(TimeSpan.FromHours(1));
                    break;
                case Happening.Publish:
                    view.Refresh(Now);
                    sources.Refresh(Now);
                    Connection.Notify();
                    break;
                case Happening.AskOverHttp:
                    view.Refresh(Now);
                    break;
                case Happening.StopTaking:
                    Screen.StopTaking();
                    break;
                case Happening.TakeAgain:
                    Screen.TakeAgain();
                    break;
                case Happening.BreakAndComeBack:
                    // What was on its way to the old connection has arrived or has not; the new one begins with what the screen says it has.
                    Screen.TakeAgain();
                    view.Refresh(Now);
                    Connection = Connect(Screen, Screen.Version);
                    break;
                case Happening.Beat:
                    Connection.Beat("2026-03-06T09:30:00+08:00");
                    break;
                case Happening.DeliverSource:
                    ledger.Deliver("dispatch110", Now);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(happening), happening, "No such happening.");
            }
        }

        private LiveConnection Connect(FakeScreen screen, long? version)
        {
            LiveConnection connection = new(screen, screen, sources, NoAlerts.Instance, cube, Time, NullLogger.Instance);
            connection.Show(view, version);
            return connection;
        }
    }
}
