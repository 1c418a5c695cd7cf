namespace Tongbi.Alerts.Rules;

/// <summary>The public contract's words for what a rule may say.</summary>
public static class RuleWords
{
    /// <summary>Statistics by their word.</summary>
    public static IReadOnlyDictionary<string, RuleStatistic> Statistics { get; } = new Dictionary<string, RuleStatistic>(StringComparer.Ordinal)
    {
        ["value"] = RuleStatistic.Value,
        ["change"] = RuleStatistic.Change,
        ["rate"] = RuleStatistic.Rate,
        ["points"] = RuleStatistic.Points,
        ["z"] = RuleStatistic.Z,
        ["score"] = RuleStatistic.Score,
        ["late"] = RuleStatistic.Late,
        ["reclassified"] = RuleStatistic.Reclassified,
        ["disagreement"] = RuleStatistic.Disagreement,
        ["age"] = RuleStatistic.Age,
    };

    /// <summary>No-data policies by their word.</summary>
    public static IReadOnlyDictionary<string, NoDataPolicy> NoData { get; } = new Dictionary<string, NoDataPolicy>(StringComparer.Ordinal)
    {
        ["keep"] = NoDataPolicy.Keep,
        ["firing"] = NoDataPolicy.Firing,
        ["resolve"] = NoDataPolicy.Resolve,
    };

    /// <summary><c>fire</c>, <c>ignore</c>.</summary>
    public static IReadOnlyDictionary<string, bool> ZeroBase { get; } = new Dictionary<string, bool>(StringComparer.Ordinal) { ["fire"] = true, ["ignore"] = false };

    /// <summary>Whether a statistic holds two figures against each other, and so needs to know which.</summary>
    public static bool Compares(this RuleStatistic statistic) =>
        statistic is RuleStatistic.Change or RuleStatistic.Rate or RuleStatistic.Points or RuleStatistic.Z or RuleStatistic.Score;

    /// <summary>The word of a statistic.</summary>
    public static string Word(this RuleStatistic statistic) => Statistics.First(pair => pair.Value == statistic).Key;

    /// <summary>The word of a policy.</summary>
    public static string Word(this NoDataPolicy policy) => NoData.First(pair => pair.Value == policy).Key;
}
