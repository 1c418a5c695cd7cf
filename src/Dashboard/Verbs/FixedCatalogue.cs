using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Verbs;

/// <summary>A catalogue that stays: a verb sees one from its beginning to its end.</summary>
internal sealed class FixedCatalogue(Catalogue catalogue) : ICatalogueSource
{
    /// <inheritdoc/>
    public event Action<Catalogue>? Changed
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public Catalogue Current => catalogue;
}
