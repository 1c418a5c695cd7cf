using Tongbi.Collector.Calendar;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>Reads <c>catalog.yaml</c>: strict, and all mistakes are told at once.</summary>
public static class CatalogueLoader
{
    /// <summary>Reads and validates a catalogue file of at most <see cref="StrictYaml.MaximumBytes"/>.</summary>
    /// <exception cref="ConfigurationException">The file cannot be used; carries every mistake with file, line, column and reason.</exception>
    public static Catalogue Load(string path) => Parse(StrictYaml.ReadText(path), path);

    /// <summary>Validates the text of a catalogue; <paramref name="file"/> is its name in messages.</summary>
    /// <exception cref="ConfigurationException">The text cannot be used.</exception>
    public static Catalogue Parse(string text, string file)
    {
        MistakeList mistakes = new(file);
        Catalogue? catalogue = StrictYaml.Parse(text, mistakes) is { } root ? Read(root) : null;
        mistakes.ThrowIfAny();
        return catalogue!; // not null: whatever made it null was reported, so the line above has thrown
    }

    private static Catalogue? Read(YamlMap root)
    {
        OfficeCalendar? calendar = CalendarReader.Read(root);
        IReadOnlyList<UnitNode> units = UnitTreeReader.Read(root);
        IReadOnlyList<SourceSystem> sources = SourceReader.Read(root);
        IReadOnlyList<Metric> metrics = new MetricReader(sources).Read(root);
        IReadOnlyList<HolidayWindow> holidays = HolidayReader.Read(root);
        bool isDemo = root.OptionalBool("demo") ?? false;
        root.RefuseUnread();
        return root.Mistakes.IsEmpty && calendar is not null
            ? new Catalogue(calendar, units, sources, metrics, holidays, isDemo)
            : null;
    }
}
