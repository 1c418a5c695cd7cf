namespace Tongbi.Dashboard.Live;

/// <summary>One figure or curve of a view, as it is sent.</summary>
/// <param name="Key">Tells it from the others: <c>metric|unit|category|source|key|period</c>, or <c>panel|name</c> of a curve.</param>
/// <param name="IsCurve">Whether it goes under <c>curves</c> instead of <c>figures</c>.</param>
/// <param name="Json">UTF-8 JSON.</param>
/// <param name="ChangedSequence">Sequence of the view at which it last changed.</param>
/// <param name="MissingUpTo">Highest version of the data that a screen can be at without having it as it is now.</param>
internal sealed record ViewEntry(string Key, bool IsCurve, ReadOnlyMemory<byte> Json, long ChangedSequence, long MissingUpTo);
