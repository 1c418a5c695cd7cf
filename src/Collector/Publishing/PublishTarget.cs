using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Publishing;

/// <summary>One place that counts are published to.</summary>
/// <param name="Id">Its name in the configuration and in <c>/api/v1/publishing</c>.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Url">Its address, without path, user or password.</param>
public sealed record PublishTarget(string Id, PublishKind Kind, Uri Url)
{
    /// <summary>InfluxDB 1 and 3: the database.</summary>
    public string Database { get; init; } = "";

    /// <summary>InfluxDB 1: the retention policy; empty = the database's default one.</summary>
    public string RetentionPolicy { get; init; } = "";

    /// <summary>InfluxDB 1: the user; empty = none.</summary>
    public string User { get; init; } = "";

    /// <summary>InfluxDB 2: the organisation.</summary>
    public string Org { get; init; } = "";

    /// <summary>InfluxDB 2: the bucket.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>The password, token or key; null = none is sent.</summary>
    public SecretText? Secret { get; init; }

    /// <summary>Tongbi: unit codes here and what they are called there. A unit that is not named counts with the nearest one above it that is.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Tongbi: the source that all counts are sent as; null = the source they came from, under the same id.</summary>
    public string? Source { get; init; }

    /// <summary>InfluxDB: whether the transitions of alerts go there too.</summary>
    public bool Alerts { get; init; }

    /// <summary>Raised by hand after the target was emptied: everything is published again.</summary>
    public int Generation { get; init; }

    /// <summary>Names the place and the generation: a cursor belongs to one of them.</summary>
    internal string Identity => $"{Kind}|{Url}|{Database}|{RetentionPolicy}|{Org}|{Bucket}|{Generation}";

    /// <summary>Changes with anything that the configuration says of it.</summary>
    internal string Fingerprint =>
        $"{Id}|{Identity}|{User}|{Secret}|{Source}|{Alerts}|{string.Join(',', Units.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => $"{unit.Key}={unit.Value}"))}";
}
