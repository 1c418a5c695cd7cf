namespace Tongbi.Dashboard.Reports.Disclosure;

/// <summary>A count that a report prints, as a sum of atoms.</summary>
/// <param name="Key">Names it.</param>
/// <param name="Atoms">Places of its atoms.</param>
/// <param name="IsWhole">Whether it is the metric as a whole, which is withheld last.</param>
internal sealed record PrintedCount<TKey>(TKey Key, IReadOnlyList<int> Atoms, bool IsWhole);
