using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Database;

/// <summary>Reads <c>pulls.yaml</c>.</summary>
internal sealed class PullsReader(Catalogue catalogue)
{
    /// <summary>Reads the file; mistakes are reported to the map's list.</summary>
    public void Read(YamlMap root, List<PullDefinition> pulls)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (YamlMap map in root.RequiredMaps("pulls"))
        {
            if (ReadPull(map) is not { } pull)
            {
                continue;
            }

            if (!ids.Add(pull.Id))
            {
                map.Report("id", $"pull id '{pull.Id}' is used twice.");
            }

            pulls.Add(pull);
        }

        if (pulls.Count > PullPlan.MostPulls)
        {
            root.Report("pulls", $"{pulls.Count} pulls are more than {PullPlan.MostPulls}.");
        }

        root.RefuseUnread();
    }

    private PullDefinition? ReadPull(YamlMap map)
    {
        string? id = map.RequiredId("id");
        string source = ReadSource(map);
        RecordKind kind = map.OptionalChoice("kind", Kinds) ?? RecordKind.Event;
        ProviderRule provider = ReadProvider(map);
        SecretText? connection = ReadConnection(map);
        SqlText? query = ReadQuery(map);
        DateTimeZone zone = ReadZone(map);
        WatermarkRule? watermark = map.RequiredMap("watermark") is { } rule ? ReadWatermark(rule) : null;
        ImportMapping? mapping = map.RequiredMap("fields") is { } fields ? ReadFields(fields, kind, source, zone) : null;
        PullSchedule? schedule = ReadSchedule(map, zone);
        Duration timeout = map.OptionalDuration("timeout") ?? Duration.FromMinutes(2);
        if (timeout < Duration.FromSeconds(1) || timeout > Duration.FromHours(24))
        {
            map.Report("timeout", "timeout is out of range; use PT1S to PT24H.");
        }

        int batch = map.OptionalInt("batch", 1, 100_000) ?? 5_000;
        map.RefuseUnread();
        return id is null || connection is null || query is null || watermark is null || mapping is null || schedule is null ? null : new PullDefinition
        {
            Id = id,
            Source = source,
            Kind = kind,
            Provider = provider,
            Connection = connection,
            Query = query,
            Watermark = watermark,
            Mapping = mapping,
            Zone = zone,
            Schedule = schedule,
            Timeout = timeout,
            Batch = batch,
        };
    }

    private string ReadSource(YamlMap map)
    {
        string source = map.RequiredString("source") ?? "";
        if (source.Length > 0 && catalogue.FindSource(source) is null)
        {
            map.Report("source", $"source '{source}' is not in the catalogue.");
        }

        return source;
    }

    private ImportMapping ReadFields(YamlMap fields, RecordKind kind, string source, DateTimeZone zone)
    {
        if (fields.Has("source"))
        {
            fields.Report("source", "source stands beside fields: all rows of a pull are of one source.");
        }

        ImportMapping mapping = new MappingReader(catalogue).ReadFields(fields, kind, source).In(zone);
        if (mapping.Rules.Any(rule => rule.Parts.Any(part => part.Kind == TextPartKind.Row)))
        {
            fields.Mistakes.Add(fields, "{row} has no meaning here: a row read again would have another number.");
        }

        return mapping;
    }

    private static SecretText? ReadConnection(YamlMap map)
    {
        map.Required("connection");
        return SecretText.Optional(map, "connection");
    }

    private static SqlText? ReadQuery(YamlMap map)
    {
        if (map.RequiredString("query") is not { } text)
        {
            return null;
        }

        SqlText? query = SqlText.TryParse(text, out string? mistake);
        if (mistake is not null)
        {
            map.Report("query", mistake);
        }

        return query;
    }

    private static ProviderRule ReadProvider(YamlMap map)
    {
        if (map.Find("provider") is not YamlMap rule)
        {
            map.OptionalWord("provider", ["postgres"]);
            return ProviderRule.Postgres;
        }

        string assembly = rule.RequiredString("assembly") ?? "";
        if (assembly.Length > 0 && !Path.IsPathFullyQualified(assembly))
        {
            rule.Report("assembly", $"assembly '{assembly}' is not an absolute path.");
        }

        string factory = rule.RequiredString("factory") ?? "";
        string[] session = [.. rule.OptionalStrings("session").Select(statement => statement.Value)];
        bool hasTransaction = rule.OptionalBool("transaction") ?? true;
        string mark = rule.OptionalWord("parameters", ["@", ":", "?"]) ?? "@";
        rule.RefuseUnread();
        return new ProviderRule(assembly, factory, session, hasTransaction, mark[0]);
    }

    private DateTimeZone ReadZone(YamlMap map)
    {
        if (map.OptionalString("zone") is not { } id)
        {
            return catalogue.Calendar.Zone;
        }

        DateTimeZone? zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        if (zone is null)
        {
            map.Report("zone", $"zone '{id}' is not an IANA time zone; write e.g. Asia/Shanghai.");
        }

        return zone ?? catalogue.Calendar.Zone;
    }

    private static WatermarkRule? ReadWatermark(YamlMap map)
    {
        string? column = map.RequiredString("column");
        WatermarkKind kind = map.OptionalChoice("type", WatermarkKinds) ?? WatermarkKind.Timestamp;
        string? from = map.RequiredString("from");
        Watermark begin = default;
        if (from is not null && !Watermark.TryParse(kind, from, out begin))
        {
            map.Report("from", $"from '{from}' is not of this type; write e.g. {Example(kind)}.");
        }

        long overlap = kind == WatermarkKind.Number
            ? map.OptionalInt("overlap", 0, int.MaxValue) ?? 1_000
            : (long)(map.OptionalDuration("overlap") ?? Duration.FromMinutes(10)).TotalTicks;
        map.RefuseUnread();
        return column is null ? null : new WatermarkRule(column, begin, overlap);
    }

    private static PullSchedule? ReadSchedule(YamlMap map, DateTimeZone zone)
    {
        Duration? every = map.OptionalDuration("every");
        string? cron = map.OptionalString("cron");
        if (every is null == cron is null)
        {
            map.Mistakes.Add(map, "a pull needs either every or cron.");
            return null;
        }

        if (every is { } interval)
        {
            if (interval < Duration.FromSeconds(1))
            {
                map.Report("every", "every is too short; use at least PT1S.");
            }

            return PullSchedule.Every(interval);
        }

        PullSchedule? schedule = PullSchedule.TryCron(cron ?? "", zone);
        if (schedule is null)
        {
            map.Report("cron", $"cron '{cron}' is not a cron expression of six fields; write e.g. \"0 0/5 * * * ?\" (second minute hour day month weekday).");
        }

        return schedule;
    }

    private static string Example(WatermarkKind kind) => kind switch
    {
        WatermarkKind.Number => "0",
        WatermarkKind.Timestamp => "\"2018-01-01T00:00:00\"",
        _ => "\"2018-01-01T00:00:00+08:00\"",
    };

    private static readonly Dictionary<string, RecordKind> Kinds = new(StringComparer.Ordinal) { ["events"] = RecordKind.Event, ["counts"] = RecordKind.Figure };
    private static readonly Dictionary<string, WatermarkKind> WatermarkKinds = new(StringComparer.Ordinal)
    {
        ["integer"] = WatermarkKind.Number,
        ["timestamp"] = WatermarkKind.Timestamp,
        ["instant"] = WatermarkKind.Instant,
    };
}
