namespace Tongbi.Collector.Counts;

/// <summary>What lateness of a source's records is measured by.</summary>
/// <param name="FirstDelivery">Unix second of its first delivery that brought anything; what occurred until then is history.</param>
/// <param name="LateAfter">Seconds that it may be late; null where the catalogue does not know it, so that nothing is late.</param>
internal sealed record SourceTerms(long FirstDelivery, long? LateAfter);
