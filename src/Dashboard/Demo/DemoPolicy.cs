using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ledger;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Demo;

/// <summary>When simulated data may be fed: never beside real records.</summary>
public static class DemoPolicy
{
    /// <summary>Decides for a data directory.</summary>
    /// <param name="wanted"><c>--demo</c> (true), <c>--no-demo</c> (false), or neither (null).</param>
    /// <param name="catalogue">The catalogue in force.</param>
    /// <param name="dataDirectory">Where the marker of an earlier demo start lies, if any.</param>
    /// <param name="ledger">Tells whether anything was ever recorded.</param>
    /// <exception cref="OperatorException">The demo was asked for where it must not run.</exception>
    public static bool Decide(bool? wanted, Catalogue catalogue, string dataDirectory, ILedger ledger)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(ledger);
        return Decide(wanted, catalogue.IsDemo, File.Exists(Path.Combine(dataDirectory, DemoMarker.FileName)), ledger.HoldsRecords);
    }

    internal static bool Decide(bool? wanted, bool isDemoCatalogue, bool hasMarker, bool hasRecords)
    {
        bool holdsRealData = hasRecords && !hasMarker;
        return wanted switch
        {
            false => false,
            true when !isDemoCatalogue => throw new OperatorException("--demo needs a demo catalogue (`demo: true` in catalog.yaml); the one in force is not. Leave --demo out."),
            true when holdsRealData => throw new OperatorException("--demo would mix simulated records into the real ones of this data directory. Give another --data."),
            _ => isDemoCatalogue && !holdsRealData,
        };
    }
}
