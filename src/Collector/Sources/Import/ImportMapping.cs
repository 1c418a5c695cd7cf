using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Import;

/// <summary>How the columns of a foreign file become the fields of records (<c>mapping.yaml</c>). Immutable, thread-safe.</summary>
public sealed class ImportMapping
{
    internal ImportMapping(RecordKind kind, IReadOnlyList<FieldRule> rules, IReadOnlyList<string> columns)
    {
        Kind = kind;
        Rules = rules;
        Columns = columns;
    }

    /// <summary>What the rows are.</summary>
    public RecordKind Kind { get; }

    /// <summary>The columns that the file must have; others are passed over and never kept.</summary>
    public IReadOnlyList<string> Columns { get; }

    internal IReadOnlyList<FieldRule> Rules { get; }

    /// <summary>Reads and validates a mapping file against a catalogue.</summary>
    /// <exception cref="ConfigurationException">The file cannot be used; carries every mistake with file, line, column and reason.</exception>
    public static ImportMapping Load(string path, Catalogue catalogue) => Parse(StrictYaml.ReadText(path), path, catalogue);

    /// <summary>Validates the text of a mapping; <paramref name="file"/> is its name in messages.</summary>
    /// <exception cref="ConfigurationException">The text cannot be used.</exception>
    public static ImportMapping Parse(string text, string file, Catalogue catalogue)
    {
        MistakeList mistakes = new(file);
        ImportMapping? mapping = StrictYaml.Parse(text, mistakes) is { } root ? new MappingReader(catalogue).Read(root) : null;
        mistakes.ThrowIfAny();
        return mapping!; // not null: whatever made it null was reported, so the line above has thrown
    }
}
