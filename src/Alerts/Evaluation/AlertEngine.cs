using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.Evaluation;

/// <summary>
/// Keeps the states of all rule instances: after a change evaluates those that it touches, on the clock whole rules as often as they say, and
/// commits what changed, first to disk and then to memory. For one thread at a time; <see cref="Latest"/> may be asked from any.
/// </summary>
public sealed class AlertEngine
{
    /// <summary>More new versions than this are not read one by one: everything is evaluated.</summary>
    private const long MostVersionsRead = 2_000;

    /// <summary>When a rule whose evaluation failed is tried again.</summary>
    private static readonly Duration RetryAfter = Duration.FromSeconds(10);

    /// <summary>An engine at rest; <see cref="Start"/> comes first.</summary>
    public AlertEngine(IStatistics statistics, ICountCube cube, ILedger ledger, AlertStore store, ILogger<AlertEngine> logger)
    {
        evaluator = new RuleEvaluator(statistics);
        this.cube = cube;
        this.ledger = ledger;
        this.store = store;
        this.logger = logger;
    }

    /// <summary>The rules in force here; null before the start.</summary>
    public RuleSet? Rules { get; private set; }

    /// <summary>How many instances there are.</summary>
    public int InstanceCount => plans.Sum(plan => plan.Instances.Count);

    /// <summary>When all that was due had last been evaluated.</summary>
    public Instant? EvaluatedAt { get; private set; }

    /// <summary>The figures of an open alert at its last evaluation; null where it was not evaluated since the start. Thread-safe.</summary>
    public AlertFigures? Latest(AlertKey key) => latest.GetValueOrDefault(key);

    /// <summary>Takes up where the last process was stopped.</summary>
    public void Start(RuleSet rules, Instant now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Dictionary<AlertKey, InstanceState> kept = store.Memories().ToDictionary(pair => pair.Key, pair => InstanceState.OfMemory(pair.Value));
        Instant? aliveAt = store.AliveAt();
        foreach ((AlertKey key, InstanceState state) in kept.ToList())
        {
            kept[key] = rules.Find(key.Rule) is { } rule ? Restoration.Of(rule, state, aliveAt, now) : state;
        }

        TakeUp(rules, kept, now);
        MarkAlive(now);
    }

    /// <summary>Goes on with other rules: instances that still exist keep their states, the alerts of the others end.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="now">The moment.</param>
    /// <param name="whoEnded">Who took a rule away and why, where a person did; told with the alerts that end by it.</param>
    public void Use(RuleSet rules, Instant now, Func<string, (string Actor, string Comment)?>? whoEnded = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Dictionary<AlertKey, InstanceState> kept = [];
        foreach (RuleInstances instances in plans.Select(plan => plan.Instances))
        {
            for (int index = 0; index < instances.Count; index++)
            {
                if (instances.States[index] != InstanceState.Rest)
                {
                    kept[instances.Key(index)] = instances.States[index];
                }
            }
        }

        TakeUp(rules, kept, now, whoEnded);
    }

    /// <summary>Notes which instances the versions since the last call touch.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        long newest = cube.Version;
        if (newest == seenVersion || Rules is null)
        {
            return;
        }

        if (seenVersion < 0 || newest < seenVersion || newest - seenVersion > MostVersionsRead)
        {
            seenVersion = newest;
            MakeAllDue();
            return;
        }

        HashSet<int> series = [];
        await foreach (ChangeSet set in ledger.ReadChangesAsync(seenVersion, cancellationToken))
        {
            if (set.Version > newest)
            {
                break;
            }

            series.UnionWith(set.Changes.Select(change => change.Series));
        }

        seenVersion = newest;
        foreach (SeriesKey leaf in series.Select(handle => ledger.Series[handle]))
        {
            Touch(leaf);
        }
    }

    /// <summary>Evaluates what is touched or due, and commits. Gives how many instances were evaluated.</summary>
    public int Evaluate(Instant now)
    {
        int evaluated = 0;
        foreach (Plan plan in plans)
        {
            bool isDue = now >= plan.NextAt || plan.NextAt - now > Duration.Max(RetryAfter, plan.Instances.Rule.Every);
            IReadOnlyList<int> indexes = isDue ? plan.All : plan.Instances.TakeTouched();
            if (indexes.Count == 0)
            {
                continue;
            }

            // Until it has succeeded it is due: a failure, or counts that are under another catalogue for a moment, must not lose what was touched.
            Instant next = isDue ? now + plan.Instances.Rule.Every : plan.NextAt;
            plan.NextAt = now;
            try
            {
                if (Evaluate(plan.Instances, indexes, now))
                {
                    plan.NextAt = next;
                    evaluated += indexes.Count;
                    if (isDue)
                    {
                        plan.Instances.TakeTouched();
                    }
                }
            }
            catch (Exception failure)
            {
                // Nothing of it was committed, its states are as they were, and the other rules go on.
                Log.RuleFailed(logger, plan.Instances.Rule.Id, failure);
                plan.NextAt = now + RetryAfter;
            }
        }

        EvaluatedAt = now;
        return evaluated;
    }

    /// <summary>Notes on disk that the evaluation runs, for a restart to know how long it did not.</summary>
    public void MarkAlive(Instant now) => store.Write(session => session.MarkAlive(now));

    private bool Evaluate(RuleInstances instances, IReadOnlyList<int> indexes, Instant now)
    {
        IReadOnlyDictionary<string, SourceActivity> activity = ledger.Activity;
        IReadOnlyDictionary<AlertKey, Alert> open = store.OpenAlerts;
        bool anyFlaps = open.Values.Any(alert => alert.Flapping);
        int[][] chunks = [.. indexes.Chunk(RuleEvaluator.MostAtOnce)];
        IReadOnlyList<Evaluated>?[] results = new IReadOnlyList<Evaluated>?[chunks.Length];
        Parallel.For(0, chunks.Length, chunk => results[chunk] = cube.Read(now, counts => ReferenceEquals(counts.Catalogue, Rules?.Catalogue)
            ? evaluator.Evaluate(counts, instances, chunks[chunk], activity, now, index => anyFlaps && open.GetValueOrDefault(instances.Key(index)) is { Flapping: true })
            : null));
        if (Array.Exists(results, result => result is null))
        {
            return false;
        }

        foreach (IReadOnlyList<Evaluated> result in results.OfType<IReadOnlyList<Evaluated>>())
        {
            Commit(instances, result, now);
        }

        return true;
    }

    private void Commit(RuleInstances instances, IReadOnlyList<Evaluated> result, Instant now)
    {
        IReadOnlyDictionary<AlertKey, Alert> open = store.OpenAlerts;
        List<Evaluated> news = [];
        foreach (Evaluated one in result)
        {
            AlertKey key = instances.Key(one.Index);
            Alert? alert = open.GetValueOrDefault(key);
            if (alert is not null)
            {
                latest[key] = one.Judgement.Figures;
            }

            InstanceState before = instances.States[one.Index];
            if (one.State.DiffersFrom(before) || ((alert is not null || one.State.Fired is not null || one.State.IsPending) && Steps(instances, one, alert, now).Count > 0))
            {
                news.Add(one);
            }
            else
            {
                instances.States[one.Index] = one.State;
            }
        }

        if (news.Count == 0)
        {
            return;
        }

        store.Write(session => news.ForEach(one => Write(session, instances, one, now)));
        foreach (Evaluated one in news)
        {
            instances.States[one.Index] = one.State;
            if (!store.OpenAlerts.ContainsKey(instances.Key(one.Index)))
            {
                latest.TryRemove(instances.Key(one.Index), out _);
            }
        }
    }

    private void Write(AlertSession session, RuleInstances instances, Evaluated one, Instant now)
    {
        AlertKey key = instances.Key(one.Index);
        Alert? open = session.FindOpen(key);
        if (open is { State: AlertState.Pending } && one.State is { Fired: null, Judged: null })
        {
            session.Drop(open);
        }

        foreach (AlertTransition step in Steps(instances, one, open, now))
        {
            AlertTransition added = session.Add(step);
            Log.Transition(logger, added.AlertId, key.Rule, key.Unit, added.Kind, added.ToSeverity, added.Reason);
        }

        session.Remember(key, one.State.ToMemory());
    }

    private IReadOnlyList<AlertTransition> Steps(RuleInstances instances, Evaluated one, Alert? open, Instant now) => AlertLife.Steps(
        instances.Rule,
        instances.Key(one.Index),
        open,
        instances.States[one.Index],
        one.State,
        one.Judgement,
        severity => SummaryWriter.Write(instances.Rule, severity, one.Judgement, one.Sentence, one.SentenceEn, Zone),
        now);

    private DateTimeZone Zone => Rules?.Catalogue.Calendar.Zone ?? DateTimeZone.Utc;

    private void TakeUp(RuleSet rules, Dictionary<AlertKey, InstanceState> kept, Instant now, Func<string, (string Actor, string Comment)?>? whoEnded = null)
    {
        // A rule that looks at something else now begins anew, though it kept its id.
        Dictionary<AlertKey, Alert> others = store.OpenAlerts.Where(pair => rules.Find(pair.Key.Rule) is { } rule && !AlertLife.IsOf(pair.Value, rule)).ToDictionary();
        foreach (AlertKey key in others.Keys)
        {
            kept[key] = InstanceState.Rest;
        }

        HashSet<AlertKey> known = [];
        List<Plan> next = [];
        foreach (Rule rule in rules.Rules)
        {
            RuleInstances instances = new(rule, key => kept.GetValueOrDefault(key, InstanceState.Rest));
            known.UnionWith(Enumerable.Range(0, instances.Count).Select(instances.Key));
            next.Add(new Plan(instances) { NextAt = now });
        }

        store.Write(session =>
        {
            foreach ((AlertKey key, Alert alert) in store.OpenAlerts)
            {
                bool isWaiting = alert.State == AlertState.Pending;
                if (isWaiting && !(known.Contains(key) && kept.GetValueOrDefault(key, InstanceState.Rest).IsPending))
                {
                    session.Drop(alert);
                }
                else if (!isWaiting && (!known.Contains(key) || others.ContainsKey(key)))
                {
                    (string Actor, string Comment)? who = known.Contains(key) ? null : whoEnded?.Invoke(key.Rule);
                    session.Add(AlertLife.Gone(alert, known.Contains(key) ? "rule_changed" : "rule_gone", now) with { Actor = who?.Actor, Comment = who?.Comment });
                }
            }

            foreach ((AlertKey key, InstanceState state) in kept)
            {
                session.Remember(key, known.Contains(key) ? state.ToMemory() : null);
            }
        });
        plans = next;
        Rules = rules;
        Log.RulesTakenUp(logger, rules.Rules.Count, InstanceCount);
    }

    private void Touch(SeriesKey leaf)
    {
        Catalogue? catalogue = Rules?.Catalogue;
        if (catalogue?.FindMetric(leaf.Metric) is { } metric && metric.FindCategory(leaf.Category) is { } category && catalogue.FindUnit(leaf.Unit) is { } unit)
        {
            foreach (Plan plan in plans)
            {
                plan.Instances.Touch(metric, category, unit);
            }
        }
    }

    private void MakeAllDue()
    {
        foreach (Plan plan in plans)
        {
            plan.NextAt = Instant.MinValue;
        }
    }

    private readonly RuleEvaluator evaluator;
    private readonly ICountCube cube;
    private readonly ILedger ledger;
    private readonly AlertStore store;
    private readonly ILogger<AlertEngine> logger;
    private readonly ConcurrentDictionary<AlertKey, AlertFigures> latest = new();
    private List<Plan> plans = [];
    private long seenVersion = -1;

    private sealed class Plan(RuleInstances instances)
    {
        public RuleInstances Instances => instances;

        public IReadOnlyList<int> All { get; } = [.. Enumerable.Range(0, instances.Count)];

        public Instant NextAt { get; set; }
    }
}
