using NodaTime;

namespace Tongbi.Collector.Codes;

/// <summary>One line of a code table: what a source's own code stands for, while it is valid.</summary>
/// <param name="Code">The code as the source writes it.</param>
/// <param name="To">Unit code or category path of the catalogue; empty for the root category.</param>
/// <param name="Metric">Categories: the metric that the code belongs to, where that is not the record's own; else empty.</param>
/// <param name="ValidFrom">First statistical date on which the line holds; null = always.</param>
/// <param name="ValidTo">Statistical date from which it no longer holds; null = for good.</param>
/// <param name="IsIgnored">Whether records with this code are to be refused for good instead of waiting.</param>
public sealed record CodeMapping(string Code, string To, string Metric, LocalDate? ValidFrom, LocalDate? ValidTo, bool IsIgnored)
{
    /// <summary>Whether there is a date on which both lines hold.</summary>
    public bool Overlaps(CodeMapping other) =>
        (ValidTo is not { } end || other.ValidFrom is not { } otherStart || otherStart < end)
        && (other.ValidTo is not { } otherEnd || ValidFrom is not { } start || start < otherEnd);
}
