using Tongbi.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Verbs;

/// <summary><c>check --rules-test</c>: users hold their rules against text tables.</summary>
public sealed class RulesTestTests : IDisposable
{
    private static readonly string Example = Path.Combine(RepositoryPaths.Root, "config", "examples", "rules-test", "vice.test.yaml");

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("vice.test.yaml", 2)]
    [InlineData("quality.test.yaml", 3)]
    public async Task ShippedExample_ComesOutAsExpected(string file, int tests)
    {
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "check", "--rules-test", Path.Combine(Path.GetDirectoryName(Example)!, file)); // it lies in a folder
        Assert.True(exitCode == 0, output);
        Assert.Equal(tests, output.Split(": as expected").Length - 1);
    }

    [Fact]
    public async Task WrongExpectation_IsToldByItsLine_AndEndsNonZero()
    {
        string rules = Path.Combine(RepositoryPaths.Root, "config", "rules", "vice.yaml");
        string text = (await File.ReadAllTextAsync(Example, Cancel)).Replace("../../rules/vice.yaml", rules, StringComparison.Ordinal).Replace("pending  red       1 ", "firing   red       1 ", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("wrong.yaml"), text, Cancel);
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "check", "--rules-test", folder.File("wrong.yaml"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("line 13: vice-yoy at 331125: state is pending, expected firing", output, StringComparison.Ordinal);
        Assert.Contains("1 of 2 rule tests", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state", "stat", "must name its columns")]
    [InlineData("vice-yoy  PS02", "vice-yoy  XX", "has no alert at unit 'XX'")]
    [InlineData("counts: \"2x9\"", "counts: \"many\"", "is no list of counts")]
    [InlineData("metric: incident,", "metric: incident.vice_lead,", "metric is not one that is fed")]
    public async Task Mistake_IsToldWithItsLine(string right, string wrong, string reason)
    {
        string rules = Path.Combine(RepositoryPaths.Root, "config", "rules", "vice.yaml");
        string text = (await File.ReadAllTextAsync(Example, Cancel)).Replace("../../rules/vice.yaml", rules, StringComparison.Ordinal);
        int place = text.IndexOf(right, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("bad.yaml"), text.Remove(place, right.Length).Insert(place, wrong), Cancel);
        (int exitCode, string output) = await TongbiProcess.RunVerbAsync(Cancel, "check", "--rules-test", folder.File("bad.yaml"));
        Assert.NotEqual(0, exitCode);
        Assert.Contains(reason, output, StringComparison.Ordinal);
    }
}
