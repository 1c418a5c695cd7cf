using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Reports.Schedules;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>What an edition of the report consists of. Immutable.</summary>
public sealed record ReportOutline
{
    /// <summary>The edition.</summary>
    public required ReportEdition Edition { get; init; }

    /// <summary>The report's title with <c>{unit}</c> and <c>{period}</c>.</summary>
    public required OutlineTitle Title { get; init; }

    /// <summary>The line under the title, as the issuing office; empty if none.</summary>
    public OutlineTitle Subtitle { get; init; } = new("", "");

    /// <summary>How it may be given to the public.</summary>
    public PublicProfile Public { get; init; }

    /// <summary>The sections, in reading order.</summary>
    public required IReadOnlyList<OutlineSection> Sections { get; init; }

    /// <summary>When it is made by itself.</summary>
    public IReadOnlyList<ReportSchedule> Schedules { get; init; } = [];

    /// <summary>The file it was read from, word for word; empty for the built-in one. Kept with what was published, so that it can be made again.</summary>
    public string Text { get; init; } = "";

    /// <summary>Every section of every level.</summary>
    public IEnumerable<OutlineSection> AllSections => Sections.SelectMany(Flatten);

    /// <summary>The sections that take paragraphs by people.</summary>
    public IEnumerable<ManualBlock> ManualBlocks => AllSections.SelectMany(section => section.Content).OfType<ManualBlock>();

    /// <summary>The metrics that it has figures of as a whole, each once.</summary>
    public IReadOnlyList<Metric> Metrics => [.. AllSections.SelectMany(section => section.Content).SelectMany(block => block.Subjects).Select(subject => subject.Metric).Distinct()];

    private static IEnumerable<OutlineSection> Flatten(OutlineSection section) => section.Sections.SelectMany(Flatten).Prepend(section);
}
