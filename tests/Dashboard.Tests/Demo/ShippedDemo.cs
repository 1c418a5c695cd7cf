using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Catalog;
using Tongbi.Testing;

namespace Tongbi.Dashboard.Tests.Demo;

/// <summary>The shipped demo catalogue and histories over it.</summary>
internal static class ShippedDemo
{
    public static string Path { get; } = System.IO.Path.Combine(RepositoryPaths.Root, "config", "catalog.yaml");

    public static Catalogue Catalogue { get; } = CatalogueLoader.Load(Path);

    public static Instant At(string text) => OffsetDateTimePattern.Rfc3339.Parse(text).Value.ToInstant();
}
