using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Counts;

/// <summary>What is laid over a state so that it looks as it did at another version or moment. Answers add it to what the state says.</summary>
/// <param name="Nodes">Deltas of the nodes.</param>
/// <param name="Figures">Leaf series whose figures were others.</param>
/// <param name="Coverage">Figure coverage by (source, metric) where it was another.</param>
/// <param name="AsOfVersion">The version looked back to; null = the state's own.</param>
internal sealed record CubeOverlay(
    NodeTable Nodes,
    IReadOnlyDictionary<int, LeafFigures> Figures,
    IReadOnlyDictionary<(string Source, string Metric), FigureCoverage> Coverage,
    long? AsOfVersion)
{
    /// <summary>Works out what changes (of the past undone, or of what is not to be seen) do to a state.</summary>
    public static CubeOverlay Of(CubeState state, List<RawChange> changes, IReadOnlyList<LeafCorrection> corrections, long? asOfVersion)
    {
        PreparedChange prepared = state.Prepare(changes, corrections);
        Dictionary<(string, string), FigureCoverage> coverage = [];
        foreach (RawChange change in changes)
        {
            if (change.Grain == BucketGrain.Event || change.Presence == 0)
            {
                continue;
            }

            SeriesKey key = state.Book.Series[change.Handle];
            if (!coverage.TryGetValue((key.Source, key.Metric), out FigureCoverage? covered))
            {
                covered = state.Knowledge.Pair(key.Source, key.Metric)?.Figures?.Clone() ?? new FigureCoverage(state.Calendar);
                coverage[(key.Source, key.Metric)] = covered;
            }

            covered.Add(state.Calendar, change.Grain, change.Start, change.Presence);
        }

        return new CubeOverlay(state.TableOf(prepared), prepared.Figures, coverage, asOfVersion);
    }
}
