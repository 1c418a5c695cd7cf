using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Messages;
using Tongbi.Dashboard.Screens;
using Tongbi.Dashboard.Security;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Screens;

public sealed class ScreenBookTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 6, 1, 30, 0, TimeSpan.Zero));
    private SecurityStore store;
    private ScreenBook screens;

    public ScreenBookTests()
    {
        Directory.CreateDirectory(folder.Path);
        store = SecurityStore.Open(File, time);
        screens = new ScreenBook(store);
    }

    private string File => Path.Combine(folder.Path, "security.db");

    private Instant Now => time.GetUtcNow().ToInstant();

    [Fact]
    public void Look_AtAScreenThatTellsOfItself_FindsItLive()
    {
        string id = store.AddDevice("大厅", "wall", "*").Device.Id;
        Assert.Equal(ScreenState.Never, Assert.Single(screens.Look(Now)).State);

        screens.Heard(id, "c1", Report(), Now);

        ScreenStatus screen = Assert.Single(screens.Look(Now));
        Assert.Equal((ScreenState.Live, null, 1), (screen.State, screen.Since, screen.Pages));
        Assert.Equal(("大厅", 16.7), (screen.Device.ShownName, screen.Report!.FrameP95Ms));
    }

    [Fact]
    public void Look_AtAScreenThatFallsSilentOnAnOpenLine_FindsItFrozen()
    {
        string id = store.AddDevice("大厅", "wall", "*").Device.Id;
        Instant heard = Now;
        screens.Heard(id, "c1", Report(), heard);

        time.Advance(TimeSpan.FromSeconds(44));
        Assert.Equal(ScreenState.Live, Assert.Single(screens.Look(Now)).State);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((ScreenState.Frozen, (Instant?)heard), (Assert.Single(screens.Look(Now)).State, Assert.Single(screens.Look(Now)).Since));
    }

    [Theory]
    [InlineData(0, 0, true, ScreenState.Frozen)]
    [InlineData(120, 60, true, ScreenState.Frozen)]
    [InlineData(0, 0, false, ScreenState.Live)]
    [InlineData(120, 59, true, ScreenState.Live)]
    public void Look_AtAScreenThatDrawsNothingOrHearsNothing_FindsItFrozen(int frames, int silentSeconds, bool visible, ScreenState state)
    {
        string id = store.AddDevice("大厅", "wall", "*").Device.Id;

        screens.Heard(id, "c1", new ScreenReport { Visible = visible, Frames = frames, SilentSeconds = silentSeconds }, Now);

        Assert.Equal(state, Assert.Single(screens.Look(Now)).State);
    }

    [Fact]
    public void Look_AtAScreenWhoseLastLineEnded_FindsItGone()
    {
        string id = store.AddDevice("大厅", "wall", "*").Device.Id;
        screens.Heard(id, "c1", Report(), Now);
        screens.Heard(id, "c2", Report(), Now);
        Assert.Equal(2, Assert.Single(screens.Look(Now)).Pages);

        screens.Closed("c1", Now);
        Assert.Equal(ScreenState.Live, Assert.Single(screens.Look(Now)).State);
        screens.Closed("c2", Now);

        Assert.Equal((ScreenState.Gone, (Instant?)Now), (Assert.Single(screens.Look(Now)).State, Assert.Single(screens.Look(Now)).Since));
    }

    [Fact]
    public void Look_AfterAStart_MissesTheScreensOfBefore()
    {
        (Device device, string token) = store.AddDevice("大厅", "wall", "*");
        screens.Heard(device.Id, "c1", Report(), Now);
        store.Dispose();
        store = SecurityStore.Open(File, time);
        screens = new ScreenBook(store);

        Assert.Equal((ScreenState.Gone, (Instant?)Now), (Assert.Single(screens.Look(Now)).State, Assert.Single(screens.Look(Now)).Since));
        Assert.NotNull(store.FindValidDevice(token));
        Assert.True(store.RevokeDevice(device.Id));
        Assert.Null(store.FindValidDevice(token));
        Assert.Empty(screens.Look(Now));
    }

    [Fact]
    public void Troubles_OfAScreenThatLeft_AreToldAfterTwoMinutesAndNotForAReload()
    {
        ScreenWatch watch = new(screens, time);
        string id = store.AddDevice("大厅", "wall", "*").Device.Id;
        time.Advance(TimeSpan.FromMinutes(5));
        screens.Heard(id, "c1", Report(), Now);
        screens.Closed("c1", Now);

        time.Advance(TimeSpan.FromSeconds(119));
        Assert.Empty(watch.Troubles(Now));
        time.Advance(TimeSpan.FromSeconds(1));

        WatchedTrouble trouble = Assert.Single(watch.Troubles(Now));
        Assert.Equal("screen:" + id, trouble.What);
        Assert.Equal("大屏“大厅”(wall)已离线。", trouble.Say(MessageWords.Chinese));
        screens.Heard(id, "c2", Report(), Now);
        Assert.Empty(watch.Troubles(Now));
    }

    [Fact]
    public void Open_OfAFileOfTheFirstSchema_KeepsItsDevices()
    {
        store.Dispose();
        string old = Path.Combine(folder.Path, "old.db");
        using (SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = old, Pooling = false }.ToString()))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE device (id TEXT PRIMARY KEY, wall TEXT NOT NULL, unit TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, revoked_at INTEGER) STRICT, WITHOUT ROWID;
                INSERT INTO device VALUES ('d1', 'wall', '*', 'f', 1700000000, NULL);
                PRAGMA user_version = 1;
                """;
            command.ExecuteNonQuery();
        }

        store = SecurityStore.Open(old, time);

        Device device = Assert.Single(store.Devices());
        Assert.Equal(("d1", "wall", null), (device.Id, device.ShownName, device.LastSeenAt));
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private static ScreenReport Report() => new() { Page = "p", View = "wall", Visible = true, Frames = 120, FrameP95Ms = 16.7 };
}
