using NodaTime;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Tests.Routing;

/// <summary>The table of Alertmanager's de-duplication stage.</summary>
public sealed class SendDeciderTests
{
    [Theory]
    [InlineData(null, "a", "", 0, SendReason.First)]
    [InlineData(null, "", "a", 0, SendReason.Nothing)]
    [InlineData(null, "", "", 0, SendReason.Nothing)]
    [InlineData("a|", "a,b", "", 0, SendReason.NewAlerts)]
    [InlineData("|a", "b", "", 0, SendReason.First)]
    [InlineData("a|", "", "a", 0, SendReason.AllResolved)]
    [InlineData("|a", "", "a", 300, SendReason.Nothing)]
    [InlineData("a,b|", "a", "b", 0, SendReason.NewlyResolved)]
    [InlineData("a|b", "a", "b", 0, SendReason.Nothing)]
    [InlineData("a|", "a", "", 239, SendReason.Nothing)]
    [InlineData("a|", "a", "", 240, SendReason.Repeat)]
    [InlineData("a,b|", "a", "", 0, SendReason.Nothing)]
    public void Decide_FollowsTheTable(string? sent, string firing, string resolved, int minutesLater, SendReason expected)
    {
        SentRecord? last = sent is null ? null : new SentRecord(Set(sent.Split('|')[0]), Set(sent.Split('|')[1]), Now);

        Assert.Equal(expected, SendDecider.Decide(last, Set(firing), Set(resolved), Duration.FromHours(4), Now + Duration.FromMinutes(minutesLater)));
    }

    private static HashSet<string> Set(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 0, 0);
}
