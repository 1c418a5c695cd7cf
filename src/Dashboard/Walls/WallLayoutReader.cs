using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Walls;

/// <summary>Reads one layout file strictly and holds it against a catalogue. All mistakes of the file are told at once, each at its place.</summary>
public static class WallLayoutReader
{
    /// <summary>Most panels on one wall.</summary>
    public const int MaximumPanels = 64;

    /// <summary>Reads the text of <paramref name="file"/>; the name of the file without its ending must be the wall's id.</summary>
    /// <exception cref="ConfigurationException">The layout cannot be used; carries every mistake.</exception>
    public static WallLayout Read(string file, string text, Catalogue catalogue)
    {
        MistakeList mistakes = new(file);
        WallLayout? layout = StrictYaml.Parse(text, mistakes) is { } map ? new Reading(map, catalogue, mistakes).Layout() : null;
        mistakes.ThrowIfAny();
        return layout ?? throw new InvalidOperationException("A layout without mistakes was not read.");
    }

    /// <summary>One pass over one file.</summary>
    private sealed class Reading(YamlMap map, Catalogue catalogue, MistakeList mistakes)
    {
        public WallLayout Layout()
        {
            string id = map.RequiredString("id") ?? "";
            if (id.Length > 0 && id != Path.GetFileNameWithoutExtension(mistakes.File))
            {
                map.Report("id", $"id '{id}' differs from the file's name; name the file {id}.yaml or the wall {Path.GetFileNameWithoutExtension(mistakes.File)}.");
            }

            string title = map.RequiredString("title") ?? "";
            WallLayout layout = new(
                id,
                title,
                map.OptionalString("titleEn") ?? title,
                map.RequiredInt("width", 320, 16_384) ?? 0,
                map.RequiredInt("height", 240, 16_384) ?? 0,
                Positive("pixelPitchMm", 100),
                Positive("viewDistanceM", 1_000),
                Unit(),
                columns,
                rows,
                Panels())
            {
                Seams = seams,
                Pages = pages,
                Rotate = Rotate(),
                Night = Night(),
                Orbit = map.OptionalInt("orbit", 0, 4) ?? 2,
                RiseFallCN = map.OptionalBool("riseFallCN") ?? false,
                Sound = map.OptionalWord("sound", ["blue", "yellow", "orange", "red", "none"]) ?? WallLayout.UsualSound,
                Shift = map.OptionalTime("shift") ?? WallLayout.UsualShift,
            };
            map.RefuseUnread();
            return layout;
        }

        private Duration Rotate()
        {
            Duration? every = map.OptionalDuration("rotate");
            if (every is { } given && (given < LeastRotation || given > MostRotation))
            {
                map.Report("rotate", $"rotate {given.TotalSeconds} s is out of range; a page stands from 5 s to 1 h, e.g. PT30S.");
            }

            if (every is not null && pages == 1)
            {
                map.Report("rotate", "rotate stands without pages; say how many pages take turns, e.g. pages: 2, and give panels their page.");
            }

            return every ?? Duration.FromSeconds(30);
        }

        private WallNight? Night()
        {
            if (map.OptionalMap("night") is not { } night)
            {
                return null;
            }

            LocalTime? from = night.OptionalTime("from");
            LocalTime? to = night.OptionalTime("to");
            decimal brightness = night.OptionalDecimal("brightness") ?? 0.6m;
            if (from is null || to is null || from == to)
            {
                map.Report("night", "night needs two different times of day, e.g. { from: \"22:00\", to: \"06:00\", brightness: 0.6 }.");
            }

            if (brightness is < 0.3m or > 1)
            {
                night.Report("brightness", $"brightness {brightness} is out of range; use 0.3 to 1, a darker wall cannot be read.");
            }

            night.RefuseUnread();
            return new WallNight(from ?? default, to ?? default, brightness);
        }

        private static WallSeams Seams(YamlMap map)
        {
            if (map.OptionalMap("seams") is not { } tiles)
            {
                return WallSeams.None;
            }

            WallSeams seams = new(tiles.OptionalInt("columns", 1, 16) ?? 1, tiles.OptionalInt("rows", 1, 16) ?? 1);
            tiles.RefuseUnread();
            return seams;
        }

        private decimal? Positive(string key, decimal maximum)
        {
            decimal? number = map.OptionalDecimal(key);
            if (number is <= 0 || number > maximum)
            {
                map.Report(key, $"{key} {number} is out of range; use more than 0, up to {maximum}.");
            }

            return number;
        }

        private string? Unit()
        {
            string? code = map.OptionalString("unit");
            if (code is not null && catalogue.FindUnit(code) is null)
            {
                map.Report("unit", $"unit '{code}' is not in the catalogue; use a unit's code, or leave the key out for the topmost unit.");
            }

            return code;
        }

        private List<WallPanel> Panels()
        {
            if (columns % seams.Columns != 0 || rows % seams.Rows != 0)
            {
                map.Report("seams", $"a grid of {columns} × {rows} cannot be cut into {seams.Columns} × {seams.Rows} tiles; make columns and rows multiples of them.");
            }

            List<WallPanel> panels = [];
            foreach (YamlMap item in map.RequiredMaps("panels"))
            {
                WallPanel panel = new WallPanelReader(item, catalogue, pages).Panel();
                item.RefuseUnread();
                CheckPlace(item, panel, panels);
                panels.Add(panel);
            }

            if (panels.Count > MaximumPanels)
            {
                map.Report("panels", $"{panels.Count} panels are more than {MaximumPanels}; spread them over several walls.");
            }

            return panels;
        }

        private void CheckPlace(YamlMap item, WallPanel panel, List<WallPanel> before)
        {
            if (before.Find(other => other.Id == panel.Id && panel.Id.Length > 0) is not null)
            {
                item.Report("id", $"panel id '{panel.Id}' is used twice; give every panel its own.");
            }

            if (panel.X + panel.W > columns || panel.Y + panel.H > rows)
            {
                mistakes.Add(item, $"panel '{panel.Id}' reaches column {panel.X + panel.W} and row {panel.Y + panel.H} of a grid of {columns} × {rows}; move it or make it smaller.");
            }

            if (columns % seams.Columns == 0 && rows % seams.Rows == 0
                && (WallGeometry.CrossesSeam(columns, seams.Columns, panel.X, panel.W) || WallGeometry.CrossesSeam(rows, seams.Rows, panel.Y, panel.H)))
            {
                mistakes.Add(item, $"panel '{panel.Id}' lies across a seam between two tiles of {columns / seams.Columns} × {rows / seams.Rows} cells; move it or make it smaller.");
            }

            if (before.Find(panel.Overlaps) is { } neighbour)
            {
                mistakes.Add(item, $"panel '{panel.Id}' overlaps panel '{neighbour.Id}'; move one of them.");
            }
        }

        private static readonly Duration LeastRotation = Duration.FromSeconds(5);
        private static readonly Duration MostRotation = Duration.FromHours(1);

        private readonly WallSeams seams = Seams(map);
        private readonly int pages = map.OptionalInt("pages", 1, 12) ?? 1;
        private readonly int columns = map.RequiredInt("columns", 1, 96) ?? 96;
        private readonly int rows = map.RequiredInt("rows", 1, 96) ?? 96;
    }
}
