using NodaTime;

namespace Tongbi.Collector.Publishing.Marks;

/// <summary>One thing that happened. With the same tags and instant it is the same point: sent again, it replaces itself.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When it happened; kept to 100 ns.</param>
/// <param name="Tags">Codes and words, in the order of their names; none empty.</param>
/// <param name="Texts">Fields that hold text.</param>
/// <param name="Numbers">Fields that hold a number; null = the field is absent.</param>
public sealed record PublishedMark(long Number, Instant At, IReadOnlyList<(string Name, string Value)> Tags, IReadOnlyList<(string Name, string Value)> Texts, IReadOnlyList<(string Name, decimal? Value)> Numbers);
