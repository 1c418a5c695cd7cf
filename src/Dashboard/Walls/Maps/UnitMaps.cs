using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Walls.Maps;

/// <summary>All maps of the configuration by id. Immutable.</summary>
/// <param name="ById">The maps.</param>
public sealed record UnitMaps(IReadOnlyDictionary<string, UnitMap> ById)
{
    /// <summary>Where the maps of a configuration directory stand.</summary>
    public static ConfigurationPlace Place(string folder) => ConfigurationPlace.Folder(folder) with { Pattern = "*.geojson" };

    /// <summary>Reads all files against a catalogue.</summary>
    /// <exception cref="ConfigurationException">Some file cannot be used; carries every mistake.</exception>
    public static UnitMaps Read(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
    {
        Dictionary<string, UnitMap> maps = new(StringComparer.Ordinal);
        List<ConfigurationMistake> mistakes = [];
        foreach (ConfigurationText text in texts)
        {
            try
            {
                UnitMap map = UnitMapReader.Read(text.Path, text.Text, catalogue);
                maps[map.Id] = map;
            }
            catch (ConfigurationException failure)
            {
                mistakes.AddRange(failure.Mistakes);
            }
        }

        return mistakes.Count == 0 ? new UnitMaps(maps) : throw new ConfigurationException(mistakes);
    }

    /// <summary>Panels that name a map which is not there.</summary>
    public IReadOnlyList<ConfigurationMistake> MissingIn(string wallsFolder, IEnumerable<WallLayout> layouts) =>
    [
        .. from layout in layouts
           from panel in layout.Panels
           where panel.Map is not null && !ById.ContainsKey(panel.Map)
           select new ConfigurationMistake(Path.Combine(wallsFolder, layout.Id + ".yaml"), 1, 1, $"panel '{panel.Id}' draws the map '{panel.Map}', but there is no maps/{panel.Map}.geojson; add the file, or leave the key out for tiles."),
    ];
}
