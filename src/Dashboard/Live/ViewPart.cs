namespace Tongbi.Dashboard.Live;

/// <summary>An answer as it is encoded, before it is known whether it changed.</summary>
/// <param name="Key">See <see cref="ViewEntry.Key"/>.</param>
/// <param name="IsCurve">Whether it goes under <c>curves</c>.</param>
/// <param name="Json">UTF-8 JSON.</param>
internal readonly record struct ViewPart(string Key, bool IsCurve, ReadOnlyMemory<byte> Json);
