using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Rules;

/// <summary>Reads one rule strictly: every mistake is told at its place, and what cannot make sense together is one.</summary>
/// <param name="map">The rule's map.</param>
/// <param name="catalogue">What it is held against.</param>
public sealed class RuleReader(YamlMap map, Catalogue catalogue)
{
    /// <summary>Most levels of units or categories below the topmost.</summary>
    private const int MaximumDepth = 8;

    /// <summary>Most periods in a row.</summary>
    private const int MaximumConsecutive = 52;

    /// <summary>Longest id: it stands in addresses and labels.</summary>
    private const int LongestId = 64;

    /// <summary>The rule; null where too much is missing to make one, which was reported.</summary>
    public Rule? Read()
    {
        string id = Id();
        string name = map.RequiredString("name") ?? "";
        string? nameEn = map.OptionalString("nameEn");
        Metric? metric = Metric();
        UnitNode unit = Unit();
        CategoryNode? category = Category(metric);
        RuleStatistic? statistic = map.RequiredChoice("statistic", RuleWords.Statistics);
        SourceSystem? source = Source(metric);
        string period = Period(statistic);
        string? compare = Compare(statistic);
        bool below = map.Has("below");
        List<RuleLevel> levels = Levels(below);
        int depth = map.OptionalInt("depth", 0, MaximumDepth) ?? 0;
        int categoryDepth = map.OptionalInt("categoryDepth", 0, MaximumDepth) ?? 0;
        bool zeroBaseFires = map.OptionalChoice("zeroBase", RuleWords.ZeroBase) ?? true;
        int consecutive = map.OptionalInt("consecutive", 1, MaximumConsecutive) ?? 1;
        Duration every = Every();
        (decimal? minimumValue, decimal? minimumChange) = (NotNegative("minimumValue"), NotNegative("minimumChange"));
        double? significance = Significance();
        (Duration holdFor, Duration keepFiringFor) = (map.OptionalDuration("for") ?? Duration.Zero, map.OptionalDuration("keepFiringFor") ?? Duration.Zero);
        NoDataPolicy noData = map.OptionalChoice("noData", RuleWords.NoData) ?? NoDataPolicy.Keep;
        Duration noDataFor = map.OptionalDuration("noDataFor") ?? Duration.FromHours(1);
        map.RefuseUnread();
        if (metric is null || category is null || statistic is null || levels.Count == 0)
        {
            return null;
        }

        Rule rule = new()
        {
            Id = id,
            Name = name,
            NameEn = nameEn ?? name,
            Metric = metric,
            Unit = unit,
            Depth = depth,
            Category = category,
            CategoryDepth = categoryDepth,
            Source = source,
            Period = period,
            Statistic = statistic.Value,
            Compare = compare,
            Below = below,
            Levels = levels,
            ZeroBaseFires = zeroBaseFires,
            Consecutive = consecutive,
            Every = every,
            MinimumValue = minimumValue,
            MinimumChange = minimumChange,
            Significance = significance,
            For = holdFor,
            KeepFiringFor = keepFiringFor,
            NoData = noData,
            NoDataFor = noDataFor,
            File = map.Mistakes.File,
            Line = map.Line,
        };
        CheckSense(rule);
        return rule;
    }

    private string Id()
    {
        string id = map.RequiredString("id") ?? "";
        if (id.Length > LongestId || id.Any(character => !(char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')))
        {
            map.Report("id", $"id '{id}' has characters that are not allowed or is too long; use letters, digits, '-', '_' and '.', at most {LongestId}.");
        }

        return id;
    }

    private Metric? Metric()
    {
        string? id = map.RequiredString("metric");
        Metric? metric = id is null ? null : catalogue.FindMetric(id);
        if (id is not null && metric is null)
        {
            map.Report("metric", $"metric '{id}' is not in the catalogue; use one of its metric ids.");
        }

        return metric;
    }

    private UnitNode Unit()
    {
        string? code = map.OptionalString("unit");
        UnitNode? unit = code is null ? catalogue.RootUnit : catalogue.FindUnit(code);
        if (unit is null)
        {
            map.Report("unit", $"unit '{code}' is not in the catalogue; use a unit's code in quotes, or leave the key out for the topmost unit.");
        }

        return unit ?? catalogue.RootUnit;
    }

    private CategoryNode? Category(Metric? metric)
    {
        string path = map.OptionalString("category") ?? "";
        CategoryNode? category = metric?.FindCategory(path);
        if (metric is not null && category is null)
        {
            map.Report("category", $"category '{path}' is not in the tree of metric '{metric.Id}'; use a path such as {metric.Categories.Skip(1).FirstOrDefault()?.Path ?? "none: it has no categories"}.");
        }

        return category;
    }

    private SourceSystem? Source(Metric? metric)
    {
        if (map.OptionalString("source") is not { } id)
        {
            return null;
        }

        SourceSystem? source = catalogue.FindSource(id);
        if (source is null)
        {
            map.Report("source", $"source '{id}' is not in the catalogue; use one of its source ids, or leave the key out for all sources of the metric.");
        }
        else if (metric is not null && !SourcesBehind.Of(metric).Contains(source))
        {
            map.Report("source", $"source '{id}' does not feed metric '{metric.Id}'; use one of {string.Join(", ", SourcesBehind.Of(metric).Select(one => one.Id))}.");
        }

        return source;
    }

    private string Period(RuleStatistic? statistic)
    {
        string? period = statistic == RuleStatistic.Age ? map.OptionalString("period") ?? "today" : map.RequiredString("period");
        if (period is not null)
        {
            Try("period", () => PeriodParser.Parse(period, SomeMoment()));
        }

        return period ?? "today";
    }

    private string? Compare(RuleStatistic? statistic)
    {
        string? compare = map.OptionalString("compare");
        if (compare is not null)
        {
            Try("compare", () => ComparisonBasis.Parse(compare));
        }

        bool isNone = compare is null or "none";
        if (statistic == RuleStatistic.Age && !isNone)
        {
            map.Report("compare", "compare has no meaning for statistic age; leave it out.");
        }
        else if (isNone && statistic is { } compares && compares.Compares())
        {
            map.Report("compare", $"statistic {compares.Word()} compares, but compare is missing; write what with, e.g. compare: year.");
        }

        return isNone ? null : compare;
    }

    private List<RuleLevel> Levels(bool below)
    {
        string key = below ? "below" : "above";
        if (below && map.Has("above"))
        {
            map.Report("below", "above and below exclude each other; make two rules of it.");
        }

        YamlMap? thresholds = map.RequiredMap(key);
        YamlMap? clear = map.OptionalMap("clear");
        List<RuleLevel> levels = [];
        foreach ((string word, Severity severity) in SeverityWords.All)
        {
            decimal? threshold = thresholds?.OptionalDecimal(word);
            decimal? back = clear?.OptionalDecimal(word);
            if (threshold is { } reached)
            {
                levels.Add(new RuleLevel(severity, reached, back ?? reached));
                if (back is { } left && (below ? left < reached : left > reached))
                {
                    clear!.Report(word, $"clear {word} {left} lies beyond its threshold {reached}; write a figure {(below ? "at or above" : "at or under")} it."); // not null: it gave back
                }
            }
            else if (back is not null)
            {
                clear!.Report(word, $"clear names {word}, but {key} does not; add its threshold or take it out."); // not null: as above
            }
        }

        thresholds?.RefuseUnread();
        clear?.RefuseUnread();
        if (thresholds is not null && levels.Count == 0)
        {
            map.Report(key, $"{key} names no level; write at least one of blue, yellow, orange, red.");
        }

        for (int index = 1; index < levels.Count; index++)
        {
            if (below ? levels[index].Threshold >= levels[index - 1].Threshold : levels[index].Threshold <= levels[index - 1].Threshold)
            {
                thresholds!.Report(levels[index].Severity.Word(), $"the threshold of {levels[index].Severity.Word()} is not beyond that of {levels[index - 1].Severity.Word()}; graver levels need {(below ? "lower" : "higher")} figures."); // not null: it gave the levels
            }
        }

        return levels;
    }

    private Duration Every()
    {
        Duration every = map.OptionalDuration("every") ?? Duration.FromMinutes(1);
        if (every < Duration.FromSeconds(1))
        {
            map.Report("every", "every is too short; write at least PT1S.");
        }

        return every;
    }

    private decimal? NotNegative(string key)
    {
        decimal? number = map.OptionalDecimal(key);
        if (number < 0)
        {
            map.Report(key, $"{key} {number} is negative; write 0 or more.");
        }

        return number;
    }

    private double? Significance()
    {
        decimal? number = map.OptionalDecimal("significance");
        if (number is <= 0 or > 1)
        {
            map.Report("significance", $"significance {number} is no p-value; write e.g. 0.05.");
        }

        return (double?)number;
    }

    private void CheckSense(Rule rule)
    {
        bool isRatio = rule.Metric.Kind == MetricKind.Ratio;
        if (rule.Statistic == RuleStatistic.Points && !isRatio)
        {
            map.Report("statistic", $"metric '{rule.Metric.Id}' is no ratio and has no percentage points; use rate or change.");
        }
        else if (isRatio && rule.Statistic is (RuleStatistic.Rate or RuleStatistic.Z))
        {
            map.Report("statistic", $"metric '{rule.Metric.Id}' is a ratio, which is compared in percentage points; use points.");
        }

        ComparisonBasis? basis = rule.Compare is null ? null : Parsed(rule.Compare);
        if (rule.Statistic == RuleStatistic.Score && basis is not null && basis.Kind < ComparisonKind.FarringtonFlexible)
        {
            map.Report("compare", $"compare {rule.Compare} has no score; use farrington-flexible, ears-c1, ears-c2, ears-c3 or cusum.");
        }

        if (basis is { IsExpectation: true } && rule.Metric.Kind is (MetricKind.Ratio or MetricKind.Stock))
        {
            map.Report("compare", $"metric '{rule.Metric.Id}' counts no happenings, so past ones let expect nothing; use year or previous.");
        }

        if (rule.Compare is null && rule.MinimumChange is not null)
        {
            map.Report("minimumChange", "minimumChange needs something to compare with; add compare or take it out.");
        }

        if (rule.Significance is not null && (rule.Compare is null || rule.Metric.Kind is MetricKind.Ratio or MetricKind.Stock))
        {
            map.Report("significance", "significance needs two counts of happenings; add compare on a flow, or take it out.");
        }

        if (rule.Consecutive > 1 && (rule.Statistic == RuleStatistic.Age || !EarlierPeriods.AreKnown(rule.Period)))
        {
            map.Report("consecutive", $"period {rule.Period} has no periods before it in a row; use today, yesterday, wtd, mtd, qtd, ytd, last-7d or the like.");
        }

        if (rule.Statistic is RuleStatistic.Late or RuleStatistic.Reclassified && rule.Metric.Kind is not (MetricKind.Flow or MetricKind.Selection))
        {
            map.Report("statistic", $"metric '{rule.Metric.Id}' is not made of records; {rule.Statistic.Word()} needs a flow.");
        }

        if (rule.Statistic == RuleStatistic.Disagreement && rule.Metric.Reconcile is null && rule.Metric.Of?.Reconcile is null)
        {
            map.Report("statistic", $"metric '{rule.Metric.Id}' has no two sources of the same fact; give it reconcile in the catalogue.");
        }

        if (rule.Statistic == RuleStatistic.Age)
        {
            CheckAge(rule);
        }
    }

    private void CheckAge(Rule rule)
    {
        if (rule.Depth > 0 || rule.CategoryDepth > 0)
        {
            string key = rule.Depth > 0 ? "depth" : "categoryDepth";
            map.Report(key, $"{key} has no meaning for statistic age: a source is of no unit or category; leave it out.");
        }

        if (rule.Below)
        {
            map.Report("below", "statistic age is minutes of silence; use above.");
        }
    }

    private static ComparisonBasis? Parsed(string compare)
    {
        try
        {
            return ComparisonBasis.Parse(compare);
        }
        catch (QueryException)
        {
            return null; // was reported where it was read
        }
    }

    private void Try(string key, Action parse)
    {
        try
        {
            parse();
        }
        catch (QueryException mistake)
        {
            map.Report(key, mistake.Message);
        }
    }

    /// <summary>Any moment at which relative periods lie within the calendar.</summary>
    private StatisticalNow SomeMoment() => StatisticalNow.Of(catalogue.Calendar, catalogue.Calendar.StartOfHour(catalogue.Calendar.EndHour - 24));
}
