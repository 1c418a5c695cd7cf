using System.Collections.Frozen;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Rules;

/// <summary>All rules in force, held against one catalogue. Immutable, thread-safe.</summary>
public sealed class RuleSet
{
    /// <summary>Most alerts that all rules together may have: rules × units × categories.</summary>
    public const int MaximumInstances = 200_000;

    private RuleSet(Catalogue catalogue, IReadOnlyList<Rule> rules)
    {
        Catalogue = catalogue;
        Rules = rules;
        byId = rules.ToFrozenDictionary(rule => rule.Id, StringComparer.Ordinal);
    }

    /// <summary>What the rules were held against.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>All rules, by file and then as written.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The rule of this id, or null.</summary>
    public Rule? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>How many alerts a rule may have: units × categories.</summary>
    public static long InstancesOf(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return (long)rule.Units().Count() * rule.Categories().Count();
    }

    /// <summary>These rules and others behind them, whose ids are new and which were held against the same catalogue.</summary>
    public RuleSet With(IReadOnlyList<Rule> more) => new(Catalogue, [.. Rules, .. more]);

    /// <summary>Reads all files of the folder <c>rules/</c>.</summary>
    /// <exception cref="ConfigurationException">Something is wrong; carries every mistake of every file.</exception>
    public static RuleSet Read(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(texts);
        List<Rule> rules = [];
        List<ConfigurationMistake> mistakes = [];
        Dictionary<string, Rule> known = new(StringComparer.Ordinal);
        foreach (ConfigurationText text in texts)
        {
            MistakeList own = new(text.Path);
            if (StrictYaml.Parse(text.Text, own) is { } root)
            {
                foreach (YamlMap map in root.RequiredMaps("rules"))
                {
                    if (new RuleReader(map, catalogue).Read() is not { } rule)
                    {
                        continue;
                    }

                    if (known.TryGetValue(rule.Id, out Rule? first))
                    {
                        map.Report("id", $"rule id '{rule.Id}' is used twice; the first is in {Path.GetFileName(first.File)} line {first.Line}.");
                    }
                    else
                    {
                        known.Add(rule.Id, rule);
                        rules.Add(rule);
                    }
                }

                root.RefuseUnread();
            }

            mistakes.AddRange(own.ToSorted());
        }

        if (mistakes.Count == 0 && TooMany(rules) is { } tooMany)
        {
            mistakes.Add(tooMany);
        }

        return mistakes.Count == 0 ? new RuleSet(catalogue, rules) : throw new ConfigurationException(mistakes);
    }

    private static ConfigurationMistake? TooMany(IReadOnlyList<Rule> rules)
    {
        long instances = 0;
        foreach (Rule rule in rules)
        {
            instances += InstancesOf(rule);
            if (instances > MaximumInstances)
            {
                return new ConfigurationMistake(rule.File, rule.Line, 1, $"with rule '{rule.Id}' the rules have {instances} alerts (rules × units × categories), more than {MaximumInstances}; lower a depth or categoryDepth.");
            }
        }

        return null;
    }

    private readonly FrozenDictionary<string, Rule> byId;
}
