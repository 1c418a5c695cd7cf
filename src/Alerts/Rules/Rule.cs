using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;

namespace Tongbi.Alerts.Rules;

/// <summary>One rule of <c>rules/*.yaml</c>, its codes looked up in a catalogue. Immutable.</summary>
public sealed record Rule
{
    /// <summary>Id, unique over all files.</summary>
    public required string Id { get; init; }

    /// <summary>Chinese name.</summary>
    public required string Name { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>What is counted.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Where; the topmost of its units.</summary>
    public required UnitNode Unit { get; init; }

    /// <summary>How many levels below <see cref="Unit"/> have an alert of their own.</summary>
    public int Depth { get; init; }

    /// <summary>The topmost of its categories.</summary>
    public required CategoryNode Category { get; init; }

    /// <summary>How many levels below <see cref="Category"/> have an alert of their own.</summary>
    public int CategoryDepth { get; init; }

    /// <summary>The one source that is counted, or whose age is looked at; null = all of the metric.</summary>
    public SourceSystem? Source { get; init; }

    /// <summary>Period in the public contract's spelling.</summary>
    public required string Period { get; init; }

    /// <summary>What is held against the thresholds.</summary>
    public required RuleStatistic Statistic { get; init; }

    /// <summary>Comparison in the public contract's spelling; null where the statistic needs none.</summary>
    public string? Compare { get; init; }

    /// <summary>Whether a figure breaches by falling below; else by rising above.</summary>
    public bool Below { get; init; }

    /// <summary>At least one level, the mildest first; thresholds grow graver with the levels.</summary>
    public required IReadOnlyList<RuleLevel> Levels { get; init; }

    /// <summary>Whether a count over a base of 0 is a breach of the gravest level (rate and points have no value then).</summary>
    public bool ZeroBaseFires { get; init; } = true;

    /// <summary>So many periods in a row must breach, the present one the last.</summary>
    public int Consecutive { get; init; } = 1;

    /// <summary>How often it is evaluated besides every change of its figures.</summary>
    public Duration Every { get; init; } = Duration.FromMinutes(1);

    /// <summary>Smallest current figure that can breach.</summary>
    public decimal? MinimumValue { get; init; }

    /// <summary>Smallest absolute change that can breach.</summary>
    public decimal? MinimumChange { get; init; }

    /// <summary>Breaches only where the exact two-sided p-value is below this.</summary>
    public double? Significance { get; init; }

    /// <summary>How long a level must hold before it fires.</summary>
    public Duration For { get; init; }

    /// <summary>How long an alert goes on firing after its condition ended.</summary>
    public Duration KeepFiringFor { get; init; }

    /// <summary>What becomes of it without data.</summary>
    public NoDataPolicy NoData { get; init; }

    /// <summary>How long data must be missing before <see cref="NoData"/> is applied.</summary>
    public Duration NoDataFor { get; init; } = Duration.FromHours(1);

    /// <summary>Where it stands.</summary>
    public required string File { get; init; }

    /// <summary>Its first line there, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The level of this severity; null where it has none.</summary>
    public RuleLevel? Level(Severity severity) => Levels.FirstOrDefault(level => level.Severity == severity);

    /// <summary>The sources whose silence matters: the one named, else all behind the metric.</summary>
    public IReadOnlyList<SourceSystem> SourcesLookedAt => sources ??= Source is { } one ? [one] : SourcesBehind.Of(Metric);

    /// <summary>All units with an alert of their own, parents first.</summary>
    public IEnumerable<UnitNode> Units() => Tree(Unit, Depth, unit => unit.Children);

    /// <summary>All categories with an alert of their own, parents first.</summary>
    public IEnumerable<CategoryNode> Categories() => Tree(Category, CategoryDepth, category => category.Children);

    private static IEnumerable<T> Tree<T>(T node, int depth, Func<T, IReadOnlyList<T>> children)
    {
        yield return node;
        if (depth > 0)
        {
            foreach (T below in children(node).SelectMany(child => Tree(child, depth - 1, children)))
            {
                yield return below;
            }
        }
    }

    private IReadOnlyList<SourceSystem>? sources;
}
