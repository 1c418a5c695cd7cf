using NodaTime;

namespace Tongbi.Collector.Catalog;

/// <summary>A source system 源系统 and the rhythm it is expected to keep.</summary>
/// <param name="Index">Position in <see cref="Catalogue.Sources"/>.</param>
/// <param name="Id">Catalogue id, e.g. <c>dispatch110</c>.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Cadence">How often it normally delivers.</param>
/// <param name="LateAfter">Age of the last success from which the source is late.</param>
/// <param name="SilentAfter">Age of the last success from which the source is silent.</param>
public sealed record SourceSystem(int Index, string Id, string Name, string NameEn, Duration Cadence, Duration LateAfter, Duration SilentAfter);
