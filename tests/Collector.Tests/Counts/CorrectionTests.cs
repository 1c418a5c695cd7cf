using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Testing;
using Xunit;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>What counts as late and as reclassified. The source may be 15 minutes late; it is 5 November 2018, 12:30.</summary>
public sealed class CorrectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(15, 0, 0)] // the last moment in time
    [InlineData(15, 1, 1)]
    public async Task Record_ComingAfterItsDayAndWhatMayBeLate_IsLate(int minute, int second, long late)
    {
        await using CubeFixture fixture = await StartedAsync();
        fixture.Time.SetUtcNow(fixture.At(2018, 11, 6, 0, minute, second).ToDateTimeOffset());
        await fixture.EventAsync(fixture.Series("a", "incident", "admin/gambling", "A1"), fixture.At(2018, 11, 5, 18));

        Assert.Equal(new CorrectionTally(late, 0), Tally(fixture, "admin", "A"));
        Assert.Equal(default, Tally(fixture, "theft", "A"));
    }

    [Fact]
    public async Task Record_OfBeforeTheFirstDelivery_IsHistoryAndNotLate()
    {
        await using CubeFixture fixture = await CubeFixture.StartAsync();
        await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.At(2018, 10, 1, 10));
        fixture.Time.Advance(TimeSpan.FromDays(3));
        await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.At(2018, 11, 5, 12, 30));

        Assert.Equal(default, Tally(fixture));
        await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.At(2018, 11, 5, 12, 30, 1));
        Assert.Equal(new CorrectionTally(1, 0), Tally(fixture));
    }

    [Fact]
    public async Task Revision_LongAfterARecordThatCameInTime_IsNotLateButMovesIt()
    {
        await using CubeFixture fixture = await StartedAsync();
        fixture.Time.Advance(TimeSpan.FromHours(1));
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "A1"), fixture.At(2018, 11, 5, 13), id: 7);
        fixture.Time.Advance(TimeSpan.FromDays(9));
        long moved = await fixture.EventAsync(fixture.Series("a", "incident", "admin", "B"), fixture.At(2018, 11, 5, 13), id: 7, revision: 1);

        Assert.Equal(new CorrectionTally(0, 1), Tally(fixture, "admin", "B"));
        Assert.Equal(default, Tally(fixture, "theft", "A1"));
        Assert.Equal(default, await fixture.Cube.ReadAsync(moved - 1, null, counts => All(fixture, counts, "", "R"), Token));

        // Back where it was: a revision moved it, whatever the end.
        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "A1"), fixture.At(2018, 11, 5, 13), id: 7, revision: 2);
        Assert.Equal(new CorrectionTally(0, 1), Tally(fixture, "theft", "A1"));

        await fixture.EventAsync(fixture.Series("a", "incident", "theft", "A1"), fixture.At(2018, 11, 5, 13), id: 7, revision: 3, withdrawn: true);
        Assert.Equal(default, Tally(fixture));
    }

    [Fact]
    public async Task Record_MovedByARevisionToAnEarlierDay_IsLateThereIfItCameAfterThat()
    {
        await using CubeFixture fixture = await StartedAsync();
        fixture.Time.Advance(TimeSpan.FromDays(2));
        await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.Now, id: 7);
        await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.Now - Duration.FromDays(1), id: 7, revision: 1);

        Assert.Equal(new CorrectionTally(1, 0), Tally(fixture));
        int day = CubeFixture.Day(2018, 11, 6);
        Assert.Equal(new CorrectionTally(1, 0), fixture.Read(counts => counts.Corrections(fixture.Node("incident"), false, false, day, day + 1)));
    }

    [Fact]
    public async Task Corrections_AreKeptByTheSnapshot_AndJudgedAgainWhereTheCatalogueAllowsMore()
    {
        await using CubeFixture fixture = await StartedAsync();
        fixture.Time.SetUtcNow(fixture.At(2018, 11, 6, 0, 20).ToDateTimeOffset());
        await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.At(2018, 11, 5, 18));
        await fixture.RestartAsync();
        Assert.Equal(new CorrectionTally(1, 0), Tally(fixture));

        Catalogue patient = CubeCatalogues.Small(lateAfter: Duration.FromMinutes(30));
        fixture.Catalogues.Set(patient);
        await Eventually.TrueAsync(() => Task.FromResult(fixture.Read(counts => ReferenceEquals(counts.Catalogue, patient))), TimeSpan.FromSeconds(30), () => "The catalogue was not followed.", Token);
        Assert.Equal(default, Tally(fixture));

        // With the snapshot of before.
        await fixture.RestartAsync(crash: true);
        Assert.Equal(default, Tally(fixture));
    }

    [Fact]
    public async Task Corrections_OfASource_AreSharesOfWhatItsFlowsCount()
    {
        await using CubeFixture fixture = await StartedAsync();
        fixture.Time.Advance(TimeSpan.FromDays(2));
        await fixture.EventAsync(fixture.Series("a", "incident", "", "A1"), fixture.At(2018, 11, 5, 18));
        await fixture.EventAsync(fixture.Series("a", "lead", "", "A1"), fixture.At(2018, 11, 5, 19), id: 8);
        await fixture.EventAsync(fixture.Series("a", "lead", "theft", "A1"), fixture.At(2018, 11, 5, 19), id: 8, revision: 1);

        int day = CubeFixture.Day(2018, 11, 5);
        SourceCorrections a = fixture.Read(counts => counts.Corrections(fixture.Catalogue.Sources[0], day, day + 1));
        Assert.Equal(new SourceCorrections(3, new CorrectionTally(2, 1)), a);
        Assert.Equal((2m / 3, 1m / 3), (a.LateShare, a.ReclassifiedShare));
        Assert.Null(fixture.Read(counts => counts.Corrections(fixture.Catalogue.Sources[1], day, day + 1)).LateShare);
    }

    // A source that has just delivered for the first time, so that what occurs from now on can be late.
    private static async Task<CubeFixture> StartedAsync()
    {
        CubeFixture fixture = await CubeFixture.StartAsync();
        await fixture.EventAsync(fixture.Series("a", "incident", "", "A2"), fixture.Now - Duration.FromMinutes(1));
        return fixture;
    }

    private static CorrectionTally Tally(CubeFixture fixture, string category = "", string unit = "R") => fixture.Read(counts => All(fixture, counts, category, unit));

    private static CorrectionTally All(CubeFixture fixture, ICountReader counts, string category, string unit) =>
        counts.Corrections(fixture.Node("incident", category, unit), false, false, CubeFixture.Day(2018, 1, 1), CubeFixture.Day(2019, 1, 1));
}
