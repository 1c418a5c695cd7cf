using System.Text.RegularExpressions;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>Reads the entries of <c>folders.yaml</c>; mistakes are reported to the list of the map.</summary>
/// <param name="catalogue">The catalogue in force.</param>
/// <param name="home">Folder that relative paths are relative to.</param>
internal sealed partial class FolderPlanReader(Catalogue catalogue, string home)
{
    /// <summary>Reads all entries.</summary>
    public IReadOnlyList<FolderPlan> Read(YamlMap root)
    {
        List<FolderPlan> plans = [];
        foreach (YamlMap entry in root.OptionalMaps("folders"))
        {
            if (ReadEntry(entry) is not { } plan)
            {
                continue;
            }

            if (plans.Any(other => other.Id == plan.Id))
            {
                entry.Report("id", $"id '{plan.Id}' is given twice; every folder has its own.");
            }

            if (plans.Any(other => other.Path == plan.Path))
            {
                entry.Report("path", $"path '{plan.Path}' is watched twice; one entry takes all files of a folder.");
            }

            plans.Add(plan);
        }

        root.RefuseUnread();
        return plans;
    }

    private FolderPlan? ReadEntry(YamlMap entry)
    {
        string? id = entry.RequiredString("id");
        if (id is not null && !IdPattern().IsMatch(id))
        {
            entry.Report("id", $"id '{id}' is no name; use up to 64 letters, digits, dots, hyphens and underscores.");
        }

        string? path = entry.RequiredString("path");
        string? source = entry.RequiredString("source");
        if (source is not null && catalogue.FindSource(source) is null)
        {
            entry.Report("source", $"source '{source}' is not in the catalogue.");
        }

        RecordKind kind = entry.OptionalChoice("kind", Kinds) ?? RecordKind.Event;
        DateTimeZone? zone = ReadZone(entry);
        ImportMapping mapping = entry.OptionalMap("fields") is { } fields
            ? new MappingReader(catalogue).ReadFields(fields, kind, source ?? "").In(zone)
            : ImportMapping.OfContract(kind, source ?? "", zone);
        FolderPlan plan = ReadPickUp(entry, new FolderPlan
        {
            Id = id ?? "",
            Path = Absolute(path ?? "", home),
            Source = source ?? "",
            Kind = kind,
            Mapping = mapping,
            Patterns = ReadPatterns(entry),
            Format = entry.OptionalChoice("format", Formats) ?? DropFormat.Auto,
            Encoding = entry.OptionalChoice("encoding", Encodings) ?? TextEncoding.Auto,
            Delimiter = entry.OptionalChoice("delimiter", Delimiters) ?? 0,
            Sheet = entry.OptionalString("sheet"),
            HeaderRow = entry.OptionalInt("headerRow", 1, 1000),
            TakesFormulas = entry.OptionalWord("formulas", ["refuse", "cached"]) == "cached",
            Done = "",
            Failed = "",
        });
        entry.RefuseUnread();
        return id is null || path is null || source is null ? null : plan;
    }

    private static FolderPlan ReadPickUp(YamlMap entry, FolderPlan plan)
    {
        Duration every = entry.OptionalDuration("every") ?? plan.Every;
        if (every < Duration.FromSeconds(1))
        {
            entry.Report("every", "every is shorter than a second; use PT1S or more.");
        }

        Duration? keep = entry.OptionalDuration("keepDone");
        if (keep < Duration.FromDays(1))
        {
            entry.Report("keepDone", "keepDone is shorter than a day; use P1D or more, or leave it out to keep files for good.");
        }

        string done = Absolute(entry.OptionalString("done") ?? "done", plan.Path);
        string failed = Absolute(entry.OptionalString("failed") ?? "failed", plan.Path);
        if (done == plan.Path || failed == plan.Path || done == failed)
        {
            entry.Report("done", "done and failed must be two folders other than the watched one.");
        }

        ManifestPolicy manifest = entry.OptionalChoice("manifest", Manifests) ?? ManifestPolicy.None;
        GapPolicy onGap = entry.OptionalChoice("onGap", Gaps) ?? GapPolicy.Continue;
        if (onGap == GapPolicy.Wait && manifest != ManifestPolicy.Required)
        {
            entry.Report("onGap", "onGap: wait needs manifest: required, since only manifests tell what is missing.");
        }

        return plan with
        {
            Every = every,
            StableLooks = entry.OptionalInt("stableLooks", 1, 100) ?? plan.StableLooks,
            Manifest = manifest,
            OnGap = onGap,
            Done = done,
            Failed = failed,
            KeepDone = keep,
            MaximumBytes = entry.OptionalInt("maxMegabytes", 1, 65_536) is { } megabytes ? (long)megabytes << 20 : plan.MaximumBytes,
        };
    }

    private static IReadOnlyList<string> ReadPatterns(YamlMap entry)
    {
        IReadOnlyList<YamlText> patterns = entry.OptionalStrings("patterns");
        foreach (YamlText pattern in patterns.Where(pattern => pattern.Value.AsSpan().IndexOfAny('/', '\\', '\0') >= 0 || pattern.Value.StartsWith('.')))
        {
            entry.Mistakes.Add(pattern, $"pattern '{pattern.Value}' is not the name of a file; write e.g. \"110_*.csv\", without folders and without a dot in front.");
        }

        return [.. patterns.Select(pattern => pattern.Value)];
    }

    private static DateTimeZone? ReadZone(YamlMap entry)
    {
        if (entry.OptionalString("zone") is not { } name)
        {
            return null;
        }

        DateTimeZone? zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null)
        {
            entry.Report("zone", $"zone '{name}' is unknown; write an IANA name, e.g. Asia/Shanghai.");
        }

        return zone;
    }

    private static string Absolute(string path, string from) => System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path, from));

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    private static readonly Dictionary<string, RecordKind> Kinds = new(StringComparer.Ordinal) { ["events"] = RecordKind.Event, ["counts"] = RecordKind.Figure };

    private static readonly Dictionary<string, DropFormat> Formats = new(StringComparer.Ordinal)
    {
        ["auto"] = DropFormat.Auto,
        ["csv"] = DropFormat.Csv,
        ["ndjson"] = DropFormat.Ndjson,
        ["json"] = DropFormat.Json,
        ["xlsx"] = DropFormat.Xlsx,
    };

    private static readonly Dictionary<string, TextEncoding> Encodings = new(StringComparer.Ordinal)
    {
        ["auto"] = TextEncoding.Auto,
        ["utf-8"] = TextEncoding.Utf8,
        ["gb18030"] = TextEncoding.Gb18030,
    };

    private static readonly Dictionary<string, byte> Delimiters = new(StringComparer.Ordinal)
    {
        ["auto"] = 0,
        ["comma"] = (byte)',',
        ["semicolon"] = (byte)';',
        ["tab"] = (byte)'\t',
    };

    private static readonly Dictionary<string, ManifestPolicy> Manifests = new(StringComparer.Ordinal)
    {
        ["none"] = ManifestPolicy.None,
        ["optional"] = ManifestPolicy.Optional,
        ["required"] = ManifestPolicy.Required,
    };

    private static readonly Dictionary<string, GapPolicy> Gaps = new(StringComparer.Ordinal) { ["continue"] = GapPolicy.Continue, ["wait"] = GapPolicy.Wait };
}
