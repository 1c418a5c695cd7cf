using System.Text.RegularExpressions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Publishing;

/// <summary>Reads <c>publish.yaml</c> strictly (docs/formats/publish.md).</summary>
public static partial class PublishPlanReader
{
    /// <summary>More targets than this are a mistake.</summary>
    public const int MaximumTargets = 32;

    /// <summary>Reads the file against a catalogue; without a file nothing is published.</summary>
    /// <exception cref="ConfigurationException">With every mistake.</exception>
    public static PublishPlan Read(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(catalogue);
        List<PublishTarget> targets = [];
        foreach (ConfigurationText text in texts)
        {
            MistakeList mistakes = new(text.Path);
            YamlMap? root = StrictYaml.Parse(text.Text, mistakes);
            if (root is not null)
            {
                foreach (YamlMap entry in root.OptionalMaps("targets"))
                {
                    if (ReadTarget(entry, catalogue) is { } target)
                    {
                        if (targets.Exists(other => other.Id == target.Id))
                        {
                            entry.Report("id", $"two targets are called '{target.Id}'; give each its own id.");
                        }

                        targets.Add(target);
                    }
                }

                if (targets.Count > MaximumTargets)
                {
                    root.Report("targets", $"{targets.Count} targets are more than {MaximumTargets}.");
                }

                root.RefuseUnread();
            }

            mistakes.ThrowIfAny();
        }

        return new PublishPlan(targets);
    }

    private static PublishTarget? ReadTarget(YamlMap map, Catalogue catalogue)
    {
        string? id = map.RequiredString("id");
        if (id is not null && !IdPattern().IsMatch(id))
        {
            map.Report("id", $"id '{id}' is not usable; write 1 to 40 lower-case letters, digits and hyphens.");
            id = null;
        }

        PublishKind? kind = map.RequiredChoice("kind", Kinds);
        Uri? url = ReadUrl(map);
        int generation = map.OptionalInt("generation", 0, 1_000_000) ?? 0;
        PublishTarget target = new(id ?? "", kind ?? default, url ?? new Uri("http://localhost")) { Generation = generation };
        target = kind switch
        {
            PublishKind.Influxdb1 => target with
            {
                Database = map.RequiredString("database") ?? "",
                RetentionPolicy = map.OptionalString("retentionPolicy") ?? "",
                User = map.OptionalString("user") ?? "",
                Secret = SecretText.Optional(map, "password"),
            },
            PublishKind.Influxdb2 => target with
            {
                Org = map.RequiredString("org") ?? "",
                Bucket = map.RequiredString("bucket") ?? "",
                Secret = RequiredSecret(map, "token"),
            },
            PublishKind.Influxdb3 => target with { Database = map.RequiredString("database") ?? "", Secret = SecretText.Optional(map, "token") },
            PublishKind.Tongbi => target with { Secret = RequiredSecret(map, "key"), Source = map.OptionalString("source"), Units = ReadUnits(map, catalogue) },
            _ => target,
        };
        if (kind is not null and not PublishKind.Tongbi)
        {
            target = target with { Alerts = map.OptionalBool("alerts") ?? false };
        }

        if (kind is not null)
        {
            map.RefuseUnread();
        }

        if (target is { User: "", Kind: PublishKind.Influxdb1, Secret: not null })
        {
            map.Report("password", "a password without a user; name the user too.");
        }

        return id is null || kind is null || url is null ? null : target;
    }

    private static Uri? ReadUrl(YamlMap map)
    {
        if (map.RequiredString("url") is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            map.Report("url", "url is not an address; write e.g. http://127.0.0.1:8086.");
            return null;
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            map.Report("url", "url holds a user, a password or a query; write scheme, host, port and at most a path, and keep secrets in env: or file:.");
            return null;
        }

        return new Uri(url.AbsoluteUri.EndsWith('/') ? url.AbsoluteUri : url.AbsoluteUri + "/");
    }

    private static SecretText? RequiredSecret(YamlMap map, string key)
    {
        SecretText? secret = SecretText.Optional(map, key);
        if (secret is null && !map.Has(key))
        {
            map.Report(key, $"required key '{key}' is missing.");
        }

        return secret;
    }

    private static Dictionary<string, string> ReadUnits(YamlMap map, Catalogue catalogue)
    {
        Dictionary<string, string> units = new(StringComparer.Ordinal);
        if (map.RequiredMap("units") is not { } pairs)
        {
            return units;
        }

        foreach (YamlEntry entry in pairs.Entries)
        {
            string lower = entry.Key.Value;
            if (catalogue.FindUnit(lower) is null)
            {
                map.Mistakes.Add(entry.Key, $"unit '{lower}' is not in the catalogue.");
            }
            else if (pairs.RequiredString(lower) is { } upper)
            {
                if (upper.Length > 20)
                {
                    map.Mistakes.Add(entry.Value, $"unit code '{upper}' is longer than 20 characters.");
                }

                units[lower] = upper;
            }
        }

        if (pairs.Entries.Count == 0)
        {
            map.Report("units", "units names none: nothing would be sent; write e.g. { \"331125\": \"331125\" }.");
        }

        return units;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex IdPattern();

    private static readonly Dictionary<string, PublishKind> Kinds = new(StringComparer.Ordinal)
    {
        ["influxdb1"] = PublishKind.Influxdb1,
        ["influxdb2"] = PublishKind.Influxdb2,
        ["influxdb3"] = PublishKind.Influxdb3,
        ["tongbi"] = PublishKind.Tongbi,
    };
}
