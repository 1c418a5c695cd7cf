using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>
/// Reads the metrics. In two passes, since a selection or ratio may stand before the metric it refers to. A selection is of a flow and a ratio
/// is never of a ratio, so references cannot form a cycle.
/// </summary>
internal sealed class MetricReader(IReadOnlyList<SourceSystem> sources)
{
    /// <summary>All good metrics in the order of the file; incomplete after a mistake.</summary>
    public IReadOnlyList<Metric> Read(YamlMap root)
    {
        IReadOnlyList<YamlMap> maps = root.RequiredMaps("metrics");
        MetricDraft[] drafts = [.. maps.Select((map, index) => Draft(map, index))];
        foreach (MetricDraft draft in drafts.Where(draft => draft.Id.Length > 0))
        {
            if (!byId.TryAdd(draft.Id, draft))
            {
                draft.Map.Report("id", $"metric id '{draft.Id}' is used twice; the first is in line {byId[draft.Id].Map.Line}.");
            }
        }

        // First what is fed, then selections, then ratios: each finds what it refers to already built.
        foreach (MetricDraft draft in drafts.OrderBy(draft => draft.Kind switch { MetricKind.Selection => 1, MetricKind.Ratio => 2, _ => 0 }))
        {
            draft.Metric = draft.Kind switch
            {
                null => null,
                MetricKind.Selection => Selection(draft),
                MetricKind.Ratio => Ratio(draft),
                _ => Fed(draft),
            };
            RefuseForeignKeys(draft);
            draft.Map.RefuseUnread();
        }

        return [.. drafts.Select(draft => draft.Metric).OfType<Metric>()];
    }

    private static MetricDraft Draft(YamlMap map, int index)
    {
        string name = map.RequiredString("name") ?? "";
        return new MetricDraft
        {
            Map = map,
            Index = index,
            Id = map.RequiredId("id") ?? "",
            Name = name,
            NameEn = map.OptionalString("nameEn") ?? name,
            Kind = map.RequiredChoice("kind", Kinds),
            Unit = map.OptionalString("unit"),
            Polarity = map.OptionalChoice("polarity", Polarities) ?? Polarity.Neutral,
            Group = map.OptionalWord("group", Groups) ?? "",
            Definition = map.OptionalString("definition") ?? "",
            DefinitionEn = map.OptionalString("definitionEn") ?? "",
        };
    }

    private Metric Fed(MetricDraft draft)
    {
        List<SourceSystem> authoritative = [];
        foreach (YamlText text in draft.Map.RequiredStrings("sources"))
        {
            SourceSystem? source = sources.FirstOrDefault(source => source.Id == text.Value);
            if (source is null)
            {
                draft.Map.Mistakes.Add(text, $"source '{text.Value}' of metric '{draft.Id}' is not among the sources; add it there or correct the id.");
            }
            else if (authoritative.Contains(source))
            {
                draft.Map.Mistakes.Add(text, $"source '{text.Value}' is listed twice for metric '{draft.Id}'; remove one.");
            }
            else
            {
                authoritative.Add(source);
            }
        }

        return draft.Build(draft.Unit ?? "起", CategoryTreeReader.Read(draft.Map, draft.Name, draft.NameEn), sources: authoritative, reconcile: Reconciled(draft, authoritative));
    }

    private static ReconciledSources? Reconciled(MetricDraft draft, List<SourceSystem> authoritative)
    {
        if (!draft.Map.Has("reconcile"))
        {
            return null;
        }

        IReadOnlyList<YamlText> texts = draft.Map.RequiredStrings("reconcile");
        List<SourceSystem> pair = [];
        foreach (YamlText text in texts)
        {
            if (authoritative.Find(source => source.Id == text.Value) is not { } source)
            {
                draft.Map.Mistakes.Add(text, $"reconcile '{text.Value}' is not among the sources of metric '{draft.Id}'; add it there or correct the id.");
            }
            else if (pair.Contains(source))
            {
                draft.Map.Mistakes.Add(text, $"reconcile names source '{text.Value}' of metric '{draft.Id}' twice; name the two that tell the same fact.");
            }
            else
            {
                pair.Add(source);
            }
        }

        if (texts.Count is not (0 or 2))
        {
            draft.Map.Report("reconcile", $"reconcile of metric '{draft.Id}' names {texts.Count} sources; it takes two: the one that counts and the one held against it.");
        }

        return pair.Count == 2 && texts.Count == 2 ? new ReconciledSources(pair[0], pair[1]) : null;
    }

    private Metric? Selection(MetricDraft draft)
    {
        IReadOnlyList<YamlText> paths = draft.Map.RequiredStrings("select");
        if (Reference(draft, "of") is not { } of)
        {
            return null;
        }

        if (of.Kind != MetricKind.Flow)
        {
            draft.Map.Report("of", $"selection '{draft.Id}' is of '{of.Id}', which is no flow; name the flow that counts the records.");
            return null;
        }

        if (draft.Unit is { } unit && unit != of.Unit)
        {
            draft.Map.Report("unit", $"unit '{unit}' of selection '{draft.Id}' differs from '{of.Unit}' of '{of.Id}'; leave unit out.");
        }

        return draft.Build(of.Unit, CategoryTreeReader.RootOnly(draft.Name, draft.NameEn), of: of, select: Chosen(draft, of, paths));
    }

    private static List<CategoryNode> Chosen(MetricDraft draft, Metric of, IReadOnlyList<YamlText> paths)
    {
        List<CategoryNode> chosen = [];
        foreach (YamlText path in paths)
        {
            // Not FindCategory: its index cannot be built while siblings share an id, which is a mistake reported elsewhere.
            if (of.Categories.Skip(1).FirstOrDefault(node => node.Path == path.Value) is not { } category)
            {
                draft.Map.Mistakes.Add(path, $"select '{path.Value}' is no category of '{of.Id}'; write a path like a/b from its tree.");
            }
            else if (chosen.Find(other => IsWithin(category, other) || IsWithin(other, category)) is { } other)
            {
                draft.Map.Mistakes.Add(path, $"select '{path.Value}' overlaps '{other.Path}' and would be added twice; keep one of them.");
            }
            else
            {
                chosen.Add(category);
            }
        }

        return chosen;
    }

    private Metric? Ratio(MetricDraft draft)
    {
        Metric? numerator = Part(draft, "numerator");
        Metric? denominator = Part(draft, "denominator");
        return numerator is null || denominator is null
            ? null
            : draft.Build(draft.Unit ?? "%", CategoryTreeReader.RootOnly(draft.Name, draft.NameEn), numerator: numerator, denominator: denominator);
    }

    private Metric? Part(MetricDraft draft, string key)
    {
        if (Reference(draft, key) is not { } part)
        {
            return null;
        }

        if (part.Kind == MetricKind.Ratio)
        {
            draft.Map.Report(key, $"{key} '{part.Id}' of '{draft.Id}' is a ratio itself; name a flow, stock or selection.");
            return null;
        }

        return part;
    }

    /// <summary>The metric that a key names; null after a mistake, or where that metric has a mistake of its own.</summary>
    private Metric? Reference(MetricDraft draft, string key)
    {
        if (draft.Map.RequiredString(key) is not { } id)
        {
            return null;
        }

        if (id == draft.Id)
        {
            draft.Map.Report(key, $"{key} of '{draft.Id}' refers to itself; name another metric.");
            return null;
        }

        if (!byId.TryGetValue(id, out MetricDraft? other))
        {
            draft.Map.Report(key, $"{key} '{id}' of '{draft.Id}' is not among the metrics; add it there or correct the id.");
            return null;
        }

        if (other.Metric is null && other.Kind == draft.Kind)
        {
            // Not built yet: a selection of a selection, or a ratio of a ratio, perhaps in a circle.
            draft.Map.Report(key, draft.Kind == MetricKind.Selection
                ? $"of '{id}' is a selection itself; name the flow that counts the records."
                : $"{key} '{id}' of '{draft.Id}' is a ratio itself; name a flow, stock or selection.");
        }
        else if (other.Metric is null && draft.Kind == MetricKind.Selection && other.Kind == MetricKind.Ratio)
        {
            draft.Map.Report(key, $"selection '{draft.Id}' is of '{id}', which is no flow; name the flow that counts the records.");
        }

        return other.Metric;
    }

    /// <summary>Reports keys that belong to another kind, with a clearer reason than "unknown key".</summary>
    private static void RefuseForeignKeys(MetricDraft draft)
    {
        if (draft.Kind is not { } kind)
        {
            // Nothing is known of what belongs to it: only the kind is reported.
            foreach (string key in KindKeys.Keys)
            {
                draft.Map.Find(key);
            }

            return;
        }

        foreach ((string key, MetricKind[] kinds) in KindKeys)
        {
            if (!kinds.Contains(kind) && draft.Map.Has(key))
            {
                draft.Map.Report(key, $"{key} does not belong to a {kind.ToString().ToLowerInvariant()} ('{draft.Id}'); remove it.");
            }
        }
    }

    private static bool IsWithin(CategoryNode node, CategoryNode ancestor)
    {
        for (CategoryNode? at = node; at is not null; at = at.Parent)
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    private static readonly OrderedDictionary<string, MetricKind> Kinds = new(StringComparer.Ordinal)
    {
        ["flow"] = MetricKind.Flow,
        ["stock"] = MetricKind.Stock,
        ["ratio"] = MetricKind.Ratio,
        ["selection"] = MetricKind.Selection,
    };

    private static readonly OrderedDictionary<string, Polarity> Polarities = new(StringComparer.Ordinal)
    {
        ["up"] = Polarity.Up,
        ["down"] = Polarity.Down,
        ["neutral"] = Polarity.Neutral,
    };

    /// <summary>五合一: the five groups of the command centre's work.</summary>
    private static readonly string[] Groups = ["work", "manage", "intel", "strike", "serve"];

    private static readonly OrderedDictionary<string, MetricKind[]> KindKeys = new(StringComparer.Ordinal)
    {
        ["sources"] = [MetricKind.Flow, MetricKind.Stock],
        ["reconcile"] = [MetricKind.Flow, MetricKind.Stock],
        ["categories"] = [MetricKind.Flow, MetricKind.Stock],
        ["of"] = [MetricKind.Selection],
        ["select"] = [MetricKind.Selection],
        ["numerator"] = [MetricKind.Ratio],
        ["denominator"] = [MetricKind.Ratio],
    };

    private readonly Dictionary<string, MetricDraft> byId = new(StringComparer.Ordinal);
}
