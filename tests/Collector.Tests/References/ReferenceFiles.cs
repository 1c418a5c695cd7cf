using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.References;

/// <summary>The reference tables beside this file; their own README says where they are from.</summary>
internal static class ReferenceFiles
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([RepositoryPaths.Root, "tests", "Collector.Tests", "References", .. parts]);

    public static JsonElement Json(params string[] parts)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path(parts)));
        return document.RootElement.Clone();
    }
}
