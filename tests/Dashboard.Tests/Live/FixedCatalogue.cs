using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>A catalogue that a test may replace.</summary>
internal sealed class FixedCatalogue(Catalogue first) : ICatalogueSource
{
    public event Action<Catalogue>? Changed;

    public Catalogue Current { get; private set; } = first;

    public void Replace(Catalogue next)
    {
        Current = next;
        Changed?.Invoke(next);
    }
}
