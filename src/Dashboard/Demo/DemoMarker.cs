using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Tongbi.Dashboard.Demo;

/// <summary>
/// <c>demo.json</c> in the data directory: says that what is counted there is simulated, and how far. Written before the first record.
/// </summary>
/// <param name="FirstStart">Instant of the first start, on which the founding figures hang.</param>
/// <param name="PostedTo">Everything before it was posted; null while the history is not complete.</param>
public sealed record DemoMarker(Instant FirstStart, Instant? PostedTo)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "demo.json";

    /// <summary>The marker of a data directory, or null.</summary>
    public static DemoMarker? TryRead(string dataDirectory)
    {
        string path = Path.Combine(dataDirectory, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<DemoMarker>(File.ReadAllText(path), Options) : null;
    }

    /// <summary>Writes the marker in one step: a crash leaves the old or the new one.</summary>
    public void Write(string dataDirectory)
    {
        string path = Path.Combine(dataDirectory, FileName);
        string draft = path + ".tmp";
        File.WriteAllText(draft, JsonSerializer.Serialize(this, Options));
        File.Move(draft, path, overwrite: true);
    }

    private static readonly JsonSerializerOptions Options = new JsonSerializerOptions(JsonSerializerDefaults.Web).ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
}
