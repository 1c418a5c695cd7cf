using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Ingest;

/// <summary>Keeps the catalogue in force arranged for validation, and arranges anew when it was replaced. Thread-safe.</summary>
internal sealed class CatalogueIndexes(ICatalogueSource catalogues, SeriesRegistry series)
{
    /// <summary>The catalogue in force, arranged. Take it once per request.</summary>
    public CatalogueIndex Current
    {
        get
        {
            Catalogue inForce = catalogues.Current;
            CatalogueIndex? known = Volatile.Read(ref index);
            if (known is null || !ReferenceEquals(known.Catalogue, inForce))
            {
                known = new CatalogueIndex(inForce, series);
                Volatile.Write(ref index, known);
            }

            return known;
        }
    }

    private CatalogueIndex? index;
}
