using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Tests.Evaluation;

/// <summary>What is evaluated when, and that nothing of it is lost.</summary>
public sealed class AlertEngineTests
{
    private const string Rules = """
        rules:
          - { id: many, name: 多, metric: incident, depth: 2, period: today, statistic: value, above: { blue: 2 } }
          - { id: desk, name: 窗口, metric: accepted, depth: 2, period: today, statistic: value, above: { blue: 2 }, every: PT10M }

        """;

    [Fact]
    public async Task Change_EvaluatesOnlyWhatItTouches_AndTheClockTheRest()
    {
        await using EngineBench bench = await EngineBench.StartAsync(Rules);
        Assert.Equal(8, await bench.TurnAsync());
        Assert.Equal(0, await bench.TurnAsync(1));

        await bench.CountAsync("S", 3);
        Assert.Equal(2, await bench.TurnAsync(1));
        Assert.Equal("many@C:Firing many@S:Firing", bench.Shown);
        Assert.Equal(0, await bench.TurnAsync(1));
        Assert.Equal(4, await bench.TurnAsync(60));
        Assert.Equal(8, await bench.TurnAsync(600));
    }

    [Fact]
    public async Task RuleThatFails_DoesNotStopTheOthers_AndIsTriedAgain()
    {
        await using EngineBench bench = await EngineBench.StartAsync(Rules);
        bench.BrokenMetric = "incident";
        await bench.CountAsync("S", 3);
        await bench.CountAsync("S", 3, "", "accepted", "desk");
        await bench.TurnAsync();
        Assert.Equal("desk@C:Firing desk@S:Firing", bench.Shown);

        bench.BrokenMetric = null;
        await bench.TurnAsync(1);
        Assert.Equal("desk@C:Firing desk@S:Firing", bench.Shown);
        await bench.TurnAsync(10);
        Assert.Equal("desk@C:Firing desk@S:Firing many@C:Firing many@S:Firing", bench.Shown);
    }

    [Fact]
    public async Task Wait_GoesOnOverARestart_AndTheAlertIsTheSame()
    {
        string rules = Rules.Replace("above: { blue: 2 } }", "above: { blue: 2 }, for: PT20M }", StringComparison.Ordinal);
        await using EngineBench bench = await EngineBench.StartAsync(rules);
        await bench.CountAsync("C", 3);
        await bench.TurnAsync();
        Alert waiting = Assert.Single(bench.Store.OpenAlerts.Values);
        await bench.TurnAsync(300);
        bench.Engine.MarkAlive(bench.Now);

        bench.Time.Advance(TimeSpan.FromMinutes(30));
        bench.Restart(rules);
        await bench.TurnAsync();
        Assert.Equal("many@C:Pending", bench.Shown);
        await bench.TurnAsync(899);
        Assert.Equal("many@C:Pending", bench.Shown);
        await bench.TurnAsync(60);
        Assert.Equal("many@C:Firing", bench.Shown);
        Assert.Equal(waiting.Id, Assert.Single(bench.Store.OpenAlerts.Values).Id);
        Assert.Equal([TransitionKind.Pending, TransitionKind.Fired], bench.Store.History(waiting.Id).Select(step => step.Kind));
    }

    [Fact]
    public async Task OtherRules_KeepWhatStillExists_AndEndTheRest()
    {
        await using EngineBench bench = await EngineBench.StartAsync(Rules);
        await bench.CountAsync("S", 3);
        await bench.TurnAsync();
        string[] ids = [.. bench.Store.OpenAlerts.Values.Select(alert => alert.Id)];

        bench.Engine.Use(SomeRule.Read(Rules.Replace("depth: 2", "depth: 0", StringComparison.Ordinal)), bench.Now);
        await bench.TurnAsync(1);
        Assert.Equal("many@C:Firing", bench.Shown);
        Assert.Contains(Assert.Single(bench.Store.OpenAlerts.Values).Id, ids);
        Assert.Equal("rule_gone", bench.Store.History(Assert.Single(bench.Store.List(new AlertQuery(AlertState.Resolved))).Id)[^1].Reason);
    }

    [Fact]
    public async Task RuleThatSomebodyDeleted_EndsItsAlerts_WithWhoAndWhy()
    {
        await using EngineBench bench = await EngineBench.StartAsync(Rules);
        await bench.CountAsync("C", 3);
        await bench.TurnAsync();
        bench.Engine.Use(SomeRule.Read(Rules.Replace("id: many", "id: more", StringComparison.Ordinal)), bench.Now, rule => rule == "many" ? ("lin", "合并到另一条") : null);
        AlertTransition last = bench.Store.History(Assert.Single(bench.Store.List(new AlertQuery(AlertState.Resolved))).Id)[^1];
        Assert.Equal(("rule_gone", "lin", "合并到另一条"), (last.Reason, last.Actor, last.Comment));
    }

    [Fact]
    public async Task RuleThatLooksAtSomethingElse_EndsItsAlerts_AndBeginsAnew()
    {
        await using EngineBench bench = await EngineBench.StartAsync(Rules);
        await bench.CountAsync("C", 3);
        await bench.TurnAsync();
        Alert before = Assert.Single(bench.Store.OpenAlerts.Values);
        bench.Engine.Use(SomeRule.Read(Rules.Replace("above: { blue: 2 }", "above: { blue: 1 }", StringComparison.Ordinal)), bench.Now);
        await bench.TurnAsync(1);
        Assert.Equal(before.Id, Assert.Single(bench.Store.OpenAlerts.Values).Id);

        bench.Engine.Use(SomeRule.Read(Rules.Replace("id: many, name: 多, metric: incident", "id: many, name: 多, metric: vice", StringComparison.Ordinal)), bench.Now);
        Assert.Equal("rule_changed", bench.Store.History(before.Id)[^1].Reason);
        await bench.TurnAsync(1);
        Alert after = Assert.Single(bench.Store.OpenAlerts.Values);
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal("vice", after.Labels.Metric);
    }

    [Fact]
    public async Task NewRule_LeavesTheWaitsOfOthersAlone()
    {
        string rules = Rules.Replace("above: { blue: 2 } }", "above: { blue: 2 }, for: PT20M }", StringComparison.Ordinal);
        await using EngineBench bench = await EngineBench.StartAsync(rules);
        await bench.CountAsync("C", 3);
        await bench.TurnAsync();
        await bench.TurnAsync(900);
        bench.Engine.Use(SomeRule.Read(rules + "  - { id: new, name: 新, metric: incident, period: today, statistic: value, above: { blue: 100 } }\n"), bench.Now);
        await bench.TurnAsync(299);
        Assert.Equal("many@C:Pending", bench.Shown);
        await bench.TurnAsync(60);
        Assert.Equal("many@C:Firing", bench.Shown);
    }

    [Fact]
    public async Task Latest_FollowsTheFigure_BetweenTransitions()
    {
        await using EngineBench bench = await EngineBench.StartAsync(Rules);
        await bench.CountAsync("C", 3);
        await bench.TurnAsync();
        await bench.CountAsync("C", 4);
        await bench.TurnAsync();
        Alert alert = Assert.Single(bench.Store.OpenAlerts.Values);
        Assert.Equal((3m, 7m), (alert.Figures.Value, bench.Engine.Latest(alert.Key)?.Value));
    }

    [Fact]
    public async Task Storm_OfManyAlerts_IsCommittedWhole()
    {
        string many = "rules:\n" + string.Concat(Enumerable.Range(0, 700).Select(rule => $"  - {{ id: r{rule}, name: r, metric: incident, depth: 2, period: today, statistic: value, above: {{ blue: 0 }} }}\n"));
        await using EngineBench bench = await EngineBench.StartAsync(many);
        await bench.TurnAsync();
        foreach (string unit in new[] { "NP", "S" })
        {
            await bench.CountAsync(unit, 1);
        }

        Assert.Equal(2_800, await bench.TurnAsync(1));
        Assert.Equal(2_800, bench.Store.OpenAlerts.Count);
        Assert.Equal(2_800, bench.Store.List(new AlertQuery(AlertState.Firing, Limit: 10_000)).Count);
    }
}
