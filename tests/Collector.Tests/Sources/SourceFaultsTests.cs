using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Sources.Health;
using Xunit;

namespace Tongbi.Collector.Tests.Sources;

public sealed class SourceFaultsTests
{
    [Fact]
    public void Fault_ReportedAgain_KeepsItsBeginning()
    {
        Instant began = time.GetUtcNow().ToInstant();
        faults.Report("hotel", "folder", "unreadable", "Send the file again.");
        time.Advance(TimeSpan.FromMinutes(5));
        faults.Report("hotel", "folder", "no_header", "Send the header row.");

        Assert.Equal(new SourceFault("hotel", "folder", "no_header", "Send the header row.", began, began + Duration.FromMinutes(5), 2), faults.Find("hotel"));
        Assert.Null(faults.Find("dispatch110"));
    }

    [Fact]
    public void Fault_OfOneWay_StandsUntilThatWayRecovers()
    {
        faults.Report("hotel", "folder", "unreadable", "Send the file again.");
        time.Advance(TimeSpan.FromSeconds(1));
        faults.Report("hotel", "pull", "connection_failed", "Check the network.");

        Assert.Equal("pull", faults.Find("hotel")?.Way);
        faults.Recover("hotel", "pull");
        Assert.Equal("folder", faults.Find("hotel")?.Way);
        faults.Recover("hotel", "folder");
        faults.Recover("hotel", "folder");
        Assert.Null(faults.Find("hotel"));
    }

    [Fact]
    public void Fault_AfterARecovery_BeginsAnew()
    {
        faults.Report("hotel", "folder", "unreadable", "Send the file again.");
        faults.Recover("hotel", "folder");
        time.Advance(TimeSpan.FromHours(1));
        faults.Report("hotel", "folder", "unreadable", "Send the file again.");

        Assert.Equal((time.GetUtcNow().ToInstant(), 1L), (faults.Find("hotel")!.Since, faults.Find("hotel")!.Times));
    }

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SourceFaults faults;

    public SourceFaultsTests() => faults = new SourceFaults(time);
}
