using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Held;

namespace Tongbi.Collector.Ingest;

/// <summary>
/// Keeps the catalogue and the code tables in force arranged for validation, and arranges anew when either was replaced. One for all ways in,
/// so that they share the room for records that wait. Thread-safe.
/// </summary>
public sealed class CatalogueIndexes
{
    /// <summary>Ties them together.</summary>
    /// <param name="catalogues">The catalogue in force.</param>
    /// <param name="ledger">The ledger; records can wait only where it keeps them (<see cref="IHeldRecords"/>).</param>
    /// <param name="codes">The code tables in force; null = none.</param>
    public CatalogueIndexes(ICatalogueSource catalogues, ILedger ledger, ICodeTableSource? codes = null)
    {
        this.catalogues = catalogues;
        this.codes = codes ?? new FixedCodeTables(CodeTables.Empty);
        series = ledger.Series;
        budget = ledger is IHeldRecords held ? new HeldBudget(held) : null;
    }

    /// <summary>What is in force, arranged. Take it once per request.</summary>
    internal CatalogueIndex Current
    {
        get
        {
            Catalogue catalogue = catalogues.Current;
            CodeTables tables = codes.Current;
            CatalogueIndex? known = Volatile.Read(ref index);
            if (known is null || !ReferenceEquals(known.Catalogue, catalogue) || !ReferenceEquals(known.Codes, tables))
            {
                known = new CatalogueIndex(catalogue, series, tables, budget);
                Volatile.Write(ref index, known);
            }

            return known;
        }
    }

    private readonly ICatalogueSource catalogues;
    private readonly ICodeTableSource codes;
    private readonly SeriesRegistry series;
    private readonly HeldBudget? budget;
    private CatalogueIndex? index;
}
