using System.Globalization;
using System.Text;
using System.Text.Json;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Walls.Maps;

/// <summary>
/// Reads a bureau's GeoJSON (RFC 7946): a FeatureCollection of polygons, each with its unit's code as property <c>code</c>. Projected flat on the
/// parallel through the middle, which no eye can tell from a better projection at the size of a county.
/// </summary>
public static class UnitMapReader
{
    /// <summary>Most points of a map: more than a wall can show, and every screen has to draw them.</summary>
    public const int MaximumPoints = 100_000;

    /// <summary>Most areas of a map.</summary>
    public const int MaximumAreas = 500;

    private const double Size = 1_000;

    /// <summary>Reads one file.</summary>
    /// <exception cref="ConfigurationException">The map cannot be used; carries every mistake.</exception>
    public static UnitMap Read(string file, string text, Catalogue catalogue)
    {
        MistakeList mistakes = new(file);
        List<Area> areas = [];
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            areas = Areas(document.RootElement, catalogue, mistakes);
        }
        catch (JsonException failure)
        {
            mistakes.Add((int)(failure.LineNumber ?? 0) + 1, (int)(failure.BytePositionInLine ?? 0) + 1, "not JSON; export the map as GeoJSON (RFC 7946).");
        }

        if (mistakes.IsEmpty && areas.Count == 0)
        {
            mistakes.Add(1, 1, "the map has no areas; it needs at least one Polygon or MultiPolygon.");
        }

        mistakes.ThrowIfAny();
        return Project(Path.GetFileNameWithoutExtension(file), areas);
    }

    private static List<Area> Areas(JsonElement root, Catalogue catalogue, MistakeList mistakes)
    {
        List<Area> areas = [];
        if (root.ValueKind != JsonValueKind.Object || Text(root, "type") != "FeatureCollection" || !root.TryGetProperty("features", out JsonElement features) || features.ValueKind != JsonValueKind.Array)
        {
            mistakes.Add(1, 1, "not a FeatureCollection; export the map as GeoJSON (RFC 7946).");
            return areas;
        }

        if (features.GetArrayLength() > MaximumAreas)
        {
            mistakes.Add(1, 1, $"{features.GetArrayLength()} areas are more than {MaximumAreas}; keep those of the units.");
            return areas;
        }

        HashSet<string> codes = new(StringComparer.Ordinal);
        int points = 0;
        int number = 0;
        foreach (JsonElement feature in features.EnumerateArray())
        {
            number++;
            string? code = feature.ValueKind == JsonValueKind.Object && feature.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object ? Text(properties, "code") : null;
            if (code is not null && catalogue.FindUnit(code) is null)
            {
                mistakes.Add(1, 1, $"feature {number}: unit '{code}' is not in the catalogue; use a unit's code, or leave the property out for an area that is drawn for orientation.");
            }
            else if (code is not null && !codes.Add(code))
            {
                mistakes.Add(1, 1, $"feature {number}: unit '{code}' has an area already; join both into one MultiPolygon.");
            }

            List<(double X, double Y)[]>? rings = Rings(feature);
            if (rings is null)
            {
                mistakes.Add(1, 1, $"feature {number}: its geometry is no Polygon or MultiPolygon in degrees of longitude and latitude; export the map in WGS 84 (EPSG:4326).");
                continue;
            }

            points += rings.Sum(ring => ring.Length);
            areas.Add(new Area(code, rings));
        }

        if (points > MaximumPoints)
        {
            mistakes.Add(1, 1, $"{points} points are more than {MaximumPoints}; simplify the outlines.");
        }

        return areas;
    }

    /// <summary>All rings of a feature; null if something else stands there.</summary>
    private static List<(double X, double Y)[]>? Rings(JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("geometry", out JsonElement geometry) || geometry.ValueKind != JsonValueKind.Object
            || !geometry.TryGetProperty("coordinates", out JsonElement coordinates) || coordinates.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        IEnumerable<JsonElement>? polygons = Text(geometry, "type") switch
        {
            "Polygon" => [coordinates],
            "MultiPolygon" => coordinates.EnumerateArray(),
            _ => null,
        };
        List<(double X, double Y)[]> rings = [];
        foreach (JsonElement polygon in polygons ?? [])
        {
            foreach (JsonElement ring in polygon.ValueKind == JsonValueKind.Array ? polygon.EnumerateArray() : default)
            {
                if (Ring(ring) is not { } points)
                {
                    return null;
                }

                rings.Add(points);
            }
        }

        return rings.Count == 0 ? null : rings;
    }

    private static (double X, double Y)[]? Ring(JsonElement ring)
    {
        if (ring.ValueKind != JsonValueKind.Array || ring.GetArrayLength() < 4)
        {
            return null;
        }

        List<(double X, double Y)> points = [];
        foreach (JsonElement point in ring.EnumerateArray())
        {
            if (point.ValueKind != JsonValueKind.Array || point.GetArrayLength() < 2 || point[0].ValueKind != JsonValueKind.Number || point[1].ValueKind != JsonValueKind.Number
                || point[0].GetDouble() is not (>= -180 and <= 180) || point[1].GetDouble() is not (>= -90 and <= 90))
            {
                return null;
            }

            points.Add((point[0].GetDouble(), point[1].GetDouble()));
        }

        return [.. points];
    }

    private static UnitMap Project(string id, List<Area> areas)
    {
        List<(double X, double Y)> all = [.. areas.SelectMany(area => area.Rings).SelectMany(ring => ring)];
        double west = all.Min(point => point.X);
        double north = all.Max(point => point.Y);
        double squeeze = Math.Cos((north + all.Min(point => point.Y)) / 2 * Math.PI / 180);
        double width = (all.Max(point => point.X) - west) * squeeze;
        double height = north - all.Min(point => point.Y);
        double scale = Size / Math.Max(Math.Max(width, height), 1e-9);
        return new UnitMap(id, Pixel(width * scale), Pixel(height * scale), [.. areas.Select(Draw)]);

        MapArea Draw(Area area)
        {
            StringBuilder path = new();
            foreach ((double X, double Y)[] ring in area.Rings)
            {
                for (int index = 0; index < ring.Length - 1; index++)
                {
                    (decimal x, decimal y) = Place(ring[index]);
                    path.Append(CultureInfo.InvariantCulture, $"{(index == 0 ? 'M' : 'L')}{x} {y}");
                }

                path.Append('Z');
            }

            (double X, double Y)[] largest = area.Rings.MaxBy(ring => Math.Abs(SignedArea(ring)))!; // an area has at least one ring
            (decimal labelX, decimal labelY) = Place(Middle(largest));
            return new MapArea(area.Code, path.ToString(), labelX, labelY);
        }

        (decimal X, decimal Y) Place((double X, double Y) point) => (Pixel((point.X - west) * squeeze * scale), Pixel((north - point.Y) * scale));
    }

    private static double SignedArea((double X, double Y)[] ring)
    {
        double sum = 0;
        for (int index = 0; index < ring.Length - 1; index++)
        {
            sum += (ring[index].X * ring[index + 1].Y) - (ring[index + 1].X * ring[index].Y);
        }

        return sum / 2;
    }

    /// <summary>The centre of gravity; of a ring without an area, its first point.</summary>
    private static (double X, double Y) Middle((double X, double Y)[] ring)
    {
        double area = SignedArea(ring);
        if (Math.Abs(area) < 1e-12)
        {
            return ring[0];
        }

        double x = 0;
        double y = 0;
        for (int index = 0; index < ring.Length - 1; index++)
        {
            double cross = (ring[index].X * ring[index + 1].Y) - (ring[index + 1].X * ring[index].Y);
            x += (ring[index].X + ring[index + 1].X) * cross;
            y += (ring[index].Y + ring[index + 1].Y) * cross;
        }

        return (x / (6 * area), y / (6 * area));
    }

    private static decimal Pixel(double value) => Math.Round((decimal)value, 1, MidpointRounding.AwayFromZero);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Area(string? Code, IReadOnlyList<(double X, double Y)[]> Rings);
}
