namespace Tongbi.Collector.Bulletins;

/// <summary>The derived figures of one bulletin in the order of the text.</summary>
/// <param name="Ok">How many follow from the text.</param>
/// <param name="Wrong">How many do not.</param>
/// <param name="NotDerivable">How many the text does not allow to recompute.</param>
/// <param name="Complete">False when the text holds more than <see cref="BulletinChecker.MaxFigures"/> derived figures; the rest was not looked at.</param>
/// <param name="Items">The figures.</param>
public sealed record BulletinReport(int Ok, int Wrong, int NotDerivable, bool Complete, IReadOnlyList<BulletinFinding> Items);
