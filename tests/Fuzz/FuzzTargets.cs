using Tongbi.Fuzz.Bodies;
using Tongbi.Fuzz.Files;

namespace Tongbi.Fuzz;

/// <summary>The parsers that are fuzzed. A new one is one class and one line here; the small run in the tests takes it up by itself.</summary>
public static class FuzzTargets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new LineTarget(),
        new NdjsonTarget(),
        new JsonArrayTarget(),
        new CsvTarget(),
        new ImportTarget(),
        new WorkbookTarget(),
        new ManifestTarget(),
    ];

    /// <summary>The one with this name, or null.</summary>
    public static IFuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
