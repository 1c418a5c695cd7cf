namespace Tongbi.Collector.Publishing;

/// <summary>The counts moved to another catalogue while they were being published: begin again from the cursor.</summary>
internal sealed class CatalogueMovedException() : Exception("The counts are under another catalogue by now.");
