namespace Tongbi.Collector.Counts;

/// <summary>How well one source tells: <c>dq.late</c> and <c>dq.reclassified</c> over some days, of all metrics that it feeds.</summary>
/// <param name="Counted">What the source's flows add up to, the measure that both shares are of.</param>
/// <param name="Tally">Late and reclassified records among them.</param>
public readonly record struct SourceCorrections(long Counted, CorrectionTally Tally)
{
    /// <summary>补录率; null where nothing was counted.</summary>
    public decimal? LateShare => Counted > 0 ? (decimal)Tally.LateEntries / Counted : null;

    /// <summary>改判率; null where nothing was counted.</summary>
    public decimal? ReclassifiedShare => Counted > 0 ? (decimal)Tally.Reclassified / Counted : null;
}
