using System.Text.Json;
using Tongbi.Testing;

namespace Tongbi.Collector.Tests.Aberrations;

/// <summary>Results of R's package surveillance for the detectors, with the series that they are of.</summary>
internal static class SurveillanceReferences
{
    private static readonly Lazy<JsonElement> Series = new(() => Read("series").GetProperty("series"));

    /// <summary>Ids of all cases of a file, as theory data.</summary>
    public static TheoryData<string> Ids(string file) => [.. Read(file).GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];

    /// <summary>One case of a file.</summary>
    public static JsonElement Case(string file, string id) =>
        Read(file).GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);

    /// <summary>Counts of the series that a case is of.</summary>
    public static double[] Observed(JsonElement one) => Numbers(SeriesOf(one).GetProperty("observed")).Select(value => value!.Value).ToArray();

    /// <summary>First days of the periods, where the case finds its weeks by date.</summary>
    public static DateOnly[]? Dates(JsonElement one)
    {
        JsonElement series = SeriesOf(one);
        return series.GetProperty("epoch_as_date").GetBoolean()
            ? [.. series.GetProperty("period_start_dates").EnumerateArray().Select(date => DateOnly.Parse(date.GetString()!, System.Globalization.CultureInfo.InvariantCulture))]
            : null;
    }

    /// <summary>Values of an array, null where R has none.</summary>
    public static double?[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : (double?)null)];

    /// <summary>Reads one reference file.</summary>
    public static JsonElement Read(string file)
    {
        string path = Path.Combine(RepositoryPaths.Root, "tests", "Collector.Tests", "References", "surveillance", file + ".json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement;
    }

    private static JsonElement SeriesOf(JsonElement one) =>
        Series.Value.EnumerateArray().Single(series => series.GetProperty("id").GetString() == one.GetProperty("series").GetString());
}
