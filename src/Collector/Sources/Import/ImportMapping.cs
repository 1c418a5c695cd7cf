using System.Text;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Import;

/// <summary>How the columns of a foreign file become the fields of records (<c>mapping.yaml</c>). Immutable, thread-safe.</summary>
public sealed class ImportMapping
{
    internal ImportMapping(RecordKind kind, IReadOnlyList<FieldRule> rules, IReadOnlyList<string> columns)
    {
        Kind = kind;
        Rules = rules;
        Columns = columns;
        RequiredColumns = [.. Enumerable.Range(0, columns.Count)];
    }

    /// <summary>What the rows are.</summary>
    public RecordKind Kind { get; }

    /// <summary>The columns that the file must have; others are passed over and never kept.</summary>
    public IReadOnlyList<string> Columns { get; }

    internal IReadOnlyList<FieldRule> Rules { get; }

    /// <summary>Positions of the columns without which a file is not what the mapping is for; all unless the mapping is the contract itself.</summary>
    internal IReadOnlyList<int> RequiredColumns { get; private init; }

    /// <summary>Whether other columns are refused instead of passed over.</summary>
    internal bool RefusesOthers { get; private init; }

    /// <summary>Zone of local times without an offset; null = the catalogue's.</summary>
    internal DateTimeZone? Zone { get; init; }

    /// <summary>The same with local times read in a zone; null = the catalogue's.</summary>
    internal ImportMapping In(DateTimeZone? zone) => new(Kind, Rules, Columns) { Zone = zone, RefusesOthers = RefusesOthers, RequiredColumns = RequiredColumns };

    /// <summary>The columns as a table for a parser.</summary>
    internal FieldTable Table => new(Columns, ignoresUnknown: !RefusesOthers);

    /// <summary>The fields of the contract under their own names, for files of a source that may leave <c>source</c> out and write local times.</summary>
    internal static ImportMapping OfContract(RecordKind kind, string source, DateTimeZone? zone)
    {
        FieldTable layout = kind == RecordKind.Event ? RecordLayout.Events : RecordLayout.Figures;
        IEnumerable<FieldRule> rules = layout.Names.Select((name, field) => new FieldRule(field, [TextPart.OfColumn(field)])
        {
            Default = field == RecordLayout.Source ? Encoding.UTF8.GetBytes(source) : null,
            Times = name == "occurredAt" ? TimeFormats.Iso : null,
        });
        IReadOnlyList<int> required = kind == RecordKind.Event ? RecordLayout.RequiredOfEvents : RecordLayout.RequiredOfFigures;
        return new ImportMapping(kind, [.. rules], layout.Names)
        {
            Zone = zone,
            RefusesOthers = true,
            RequiredColumns = [.. required.Where(field => field != RecordLayout.Source)],
        };
    }

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
