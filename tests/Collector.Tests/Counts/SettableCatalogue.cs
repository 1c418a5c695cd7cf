using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Tests.Counts;

/// <summary>A catalogue source whose catalogue the test replaces.</summary>
internal sealed class SettableCatalogue(Catalogue catalogue) : ICatalogueSource
{
    public event Action<Catalogue>? Changed;

    public Catalogue Current { get; private set; } = catalogue;

    public void Set(Catalogue next)
    {
        Current = next;
        Changed?.Invoke(next);
    }
}
