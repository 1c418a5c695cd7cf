namespace Tongbi.Collector.Catalog;

/// <summary>The catalogue in force, which a reload may replace.</summary>
public interface ICatalogueSource
{
    /// <summary>The catalogue in force now. Take it once per operation, so that the operation sees one catalogue.</summary>
    Catalogue Current { get; }

    /// <summary>Raised after <see cref="Current"/> was replaced; handlers must not block.</summary>
    event Action<Catalogue>? Changed;
}
