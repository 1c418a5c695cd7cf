using System.Text.Json;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Rules.Pages;

/// <summary>
/// The rules in force, from files and from pages. A change made on a page is on disk as a new version with author, time and note before it is
/// in force; files win, and what they overrule is kept. Thread-safe.
/// </summary>
public sealed class RuleBook
{
    /// <summary>Most characters of a note.</summary>
    public const int LongestNote = 500;

    /// <summary>Most rules made on pages.</summary>
    public const int MostRules = 1_000;

    /// <summary>Reads the rules made on pages.</summary>
    public RuleBook(ConfigurationWatch<RuleSet> files, AlertStore store, IClock clock)
    {
        this.files = files;
        this.store = store;
        this.clock = clock;
        newest = store.Read(RuleTable.Newest).ToDictionary(version => version.Rule, StringComparer.Ordinal);
        current = Combined(files.Current);
    }

    /// <summary>What is in force. Take it once per operation.</summary>
    public RulesInForce Current
    {
        get
        {
            RulesInForce known = current;
            RuleSet read = files.Current;
            if (ReferenceEquals(known.Files, read))
            {
                return known;
            }

            lock (turn)
            {
                return ReferenceEquals(current.Files, files.Current) ? current : current = Combined(files.Current);
            }
        }
    }

    /// <summary>The newest version of a rule, which may be its deletion; null = it was never made on a page.</summary>
    public RuleVersion? Newest(string rule)
    {
        lock (turn)
        {
            return newest.GetValueOrDefault(rule);
        }
    }

    /// <summary>The ends of rules that were deleted, by id.</summary>
    public IReadOnlyList<RuleVersion> Deleted
    {
        get
        {
            lock (turn)
            {
                return [.. newest.Values.Where(version => version.Document is null).OrderBy(version => version.Rule, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Versions of a rule before a number, the newest first.</summary>
    public IReadOnlyList<RuleVersion> Versions(string rule, long before, int limit) => store.Read(connection => RuleTable.Of(connection, rule, before, limit));

    /// <summary>Completes with the next change made on a page.</summary>
    public Task NextChange => changed.Task;

    /// <summary>Makes a rule.</summary>
    public RuleOutcome Add(JsonElement document, string author, string note)
    {
        lock (turn)
        {
            RulesInForce now = Current;
            RuleParse parse = RuleParse.OfJson(document, now.Set.Catalogue);
            return parse.Rule is not { } rule ? RuleOutcome.Refused(RuleRefusal.Invalid, parse.Mistakes)
                : now.Files.Find(rule.Id) is not null ? RuleOutcome.Refused(RuleRefusal.InFile)
                : newest.GetValueOrDefault(rule.Id) is { Document: not null } ? RuleOutcome.Refused(RuleRefusal.Exists)
                : now.Pages.Count >= MostRules ? RuleOutcome.Refused(RuleRefusal.Invalid, new RuleMistake("", 0, 0, $"There are {MostRules} rules made on pages already; delete one, or write them into files."))
                : Save(rule, now, author, note);
        }
    }

    /// <summary>Changes a rule that was made on a page.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="document">The whole rule as it is to be.</param>
    /// <param name="version">The version that the author saw: another one in the meantime is not overwritten.</param>
    /// <param name="author">Who.</param>
    /// <param name="note">Why.</param>
    public RuleOutcome Change(string id, JsonElement document, long version, string author, string note)
    {
        lock (turn)
        {
            RulesInForce now = Current;
            if (Refusal(id, version, now) is { } refusal)
            {
                return RuleOutcome.Refused(refusal);
            }

            RuleParse parse = RuleParse.OfJson(document, now.Set.Catalogue);
            return parse.Rule is not { } rule ? RuleOutcome.Refused(RuleRefusal.Invalid, parse.Mistakes)
                : rule.Id != id ? RuleOutcome.Refused(RuleRefusal.Invalid, new RuleMistake("id", 0, 0, $"id '{rule.Id}' is not '{id}'; a rule keeps its id, make another one for another id."))
                : Save(rule, now, author, note);
        }
    }

    /// <summary>Deletes a rule that was made on a page; its versions stay on record. One that a file overrules can be deleted too.</summary>
    public RuleOutcome Delete(string id, long version, string author, string note)
    {
        lock (turn)
        {
            return newest.GetValueOrDefault(id) is { Document: not null }
                ? newest[id].Number == version ? Write(id, null, author, note) : RuleOutcome.Refused(RuleRefusal.Changed)
                : RuleOutcome.Refused(Current.Files.Find(id) is null ? RuleRefusal.Unknown : RuleRefusal.InFile);
        }
    }

    private RuleRefusal? Refusal(string id, long version, RulesInForce now) =>
        now.Files.Find(id) is not null ? RuleRefusal.InFile
        : newest.GetValueOrDefault(id) is not { Document: not null } last ? RuleRefusal.Unknown
        : last.Number != version ? RuleRefusal.Changed
        : null;

    private RuleOutcome Save(Rule rule, RulesInForce now, string author, string note)
    {
        long others = now.Set.Rules.Where(other => other.Id != rule.Id).Sum(RuleSet.InstancesOf);
        return others + RuleSet.InstancesOf(rule) > RuleSet.MaximumInstances
            ? RuleOutcome.Refused(RuleRefusal.Invalid, new RuleMistake("depth", 0, 0, $"with rule '{rule.Id}' the rules have {others + RuleSet.InstancesOf(rule)} alerts (rules × units × categories), more than {RuleSet.MaximumInstances}; lower depth or categoryDepth."))
            : Write(rule.Id, RuleDocument.Of(rule), author, note);
    }

    private RuleOutcome Write(string id, string? document, string author, string note)
    {
        RuleVersion version = new(id, (newest.GetValueOrDefault(id)?.Number ?? 0) + 1, document, author, clock.GetCurrentInstant(), note);
        store.Write(session => RuleTable.Add(session.Connection, session.Transaction, version));
        newest[id] = version;
        current = Combined(files.Current);
        Interlocked.Exchange(ref changed, NewSignal()).TrySetResult();
        return RuleOutcome.Of(version);
    }

    private RulesInForce Combined(RuleSet read)
    {
        List<PageRule> pages = [];
        List<Rule> inForce = [];
        long instances = read.Rules.Sum(RuleSet.InstancesOf);
        foreach (RuleVersion version in newest.Values.Where(version => version.Document is not null).OrderBy(version => version.Rule, StringComparer.Ordinal))
        {
            PageRule page = Judged(version, read, instances);
            pages.Add(page);
            if (page is { State: PageRuleState.InForce, Rule: { } rule })
            {
                inForce.Add(rule);
                instances += RuleSet.InstancesOf(rule);
            }
        }

        return new RulesInForce(read.With(inForce), read, pages);
    }

    private static PageRule Judged(RuleVersion version, RuleSet read, long instances)
    {
        using JsonDocument document = JsonDocument.Parse(version.Document ?? "{}");
        RuleParse parse = RuleParse.OfJson(document.RootElement, read.Catalogue);
        return read.Find(version.Rule) is not null ? new PageRule(version, PageRuleState.Overruled, parse.Rule, [])
            : parse.Rule is not { } rule ? new PageRule(version, PageRuleState.Unusable, null, parse.Mistakes)
            : instances + RuleSet.InstancesOf(rule) > RuleSet.MaximumInstances
                ? new PageRule(version, PageRuleState.Unusable, rule, [new RuleMistake("depth", 0, 0, $"with it there are more than {RuleSet.MaximumInstances} alerts; lower depth or categoryDepth here or elsewhere.")])
            : new PageRule(version, PageRuleState.InForce, rule, []);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ConfigurationWatch<RuleSet> files;
    private readonly AlertStore store;
    private readonly IClock clock;
    private readonly Lock turn = new();
    private readonly Dictionary<string, RuleVersion> newest;
    private TaskCompletionSource changed = NewSignal();
    private volatile RulesInForce current;
}
