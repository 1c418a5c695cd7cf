using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Codes;

/// <summary>The code tables of all sources (<c>codes.yaml</c>), validated against a catalogue. Immutable, thread-safe.</summary>
public sealed class CodeTables
{
    internal CodeTables(IReadOnlyDictionary<string, SourceCodes> bySource) => BySource = bySource;

    /// <summary>No source has a table.</summary>
    public static CodeTables Empty { get; } = new(new Dictionary<string, SourceCodes>());

    /// <summary>The tables by source id.</summary>
    public IReadOnlyDictionary<string, SourceCodes> BySource { get; }

    /// <summary>Reads the texts of a place; none = <see cref="Empty"/>.</summary>
    /// <exception cref="ConfigurationException">They cannot be used; carries every mistake.</exception>
    public static CodeTables Parse(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
    {
        Dictionary<string, SourceCodes> bySource = new(StringComparer.Ordinal);
        foreach (ConfigurationText text in texts)
        {
            MistakeList mistakes = new(text.Path);
            if (StrictYaml.Parse(text.Text, mistakes) is { } root)
            {
                new CodesReader(catalogue).Read(root, bySource);
            }

            mistakes.ThrowIfAny();
        }

        return new CodeTables(bySource);
    }
}
