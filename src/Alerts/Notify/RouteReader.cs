using NodaTime;
using Tongbi.Alerts.Routing;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Notify;

/// <summary>Reads routes, inhibitions, escalation and the heartbeat; every receiver they name must exist.</summary>
internal sealed class RouteReader(IReadOnlyDictionary<string, Receiver> receivers)
{
    /// <summary>Deepest nesting of routes.</summary>
    private const int MaximumDepth = 16;

    public Route? Route(YamlMap map, Route? parent, string path)
    {
        string receiver = Known(map, "receiver", map.Has("receiver") || parent is null ? map.RequiredString("receiver") : parent.Receiver);
        List<Matcher> match = map.OptionalMap("match") is { } matchers ? Match(matchers) : [];
        if (parent is null && match.Count > 0)
        {
            map.Report("match", "the root route takes every alert and has no match; move the condition into routes.");
        }

        IReadOnlyList<string> groupBy = map.Has("groupBy") ? MuteReader.Words(map, "groupBy", Labels.Known) : parent?.GroupBy ?? ["rule"];
        Duration wait = map.OptionalDuration("groupWait") ?? parent?.GroupWait ?? Routing.Route.DefaultGroupWait;
        Duration interval = map.OptionalDuration("groupInterval") ?? parent?.GroupInterval ?? Routing.Route.DefaultGroupInterval;
        Duration repeat = map.OptionalDuration("repeatInterval") ?? parent?.RepeatInterval ?? Routing.Route.DefaultRepeatInterval;
        if (interval == Duration.Zero)
        {
            map.Report("groupInterval", "groupInterval is zero; write how often a group is looked at, e.g. PT5M.");
        }

        if (repeat == Duration.Zero)
        {
            map.Report("repeatInterval", "repeatInterval is zero; write after how long a message is repeated, e.g. PT4H.");
        }

        bool goOn = map.OptionalBool("continue") ?? false;
        Route route = new(path, receiver, match, groupBy, wait, interval, repeat, goOn, []);
        IReadOnlyList<YamlMap> children = map.OptionalMaps("routes");
        if (children.Count > 0 && path.Count(letter => letter == '.') >= MaximumDepth)
        {
            map.Report("routes", $"routes are nested deeper than {MaximumDepth}; make the tree flatter.");
            children = [];
        }

        List<Route> below = [];
        foreach (YamlMap child in children)
        {
            if (Route(child, route, $"{path}.{below.Count}") is { } read)
            {
                below.Add(read);
            }
        }

        map.RefuseUnread();
        return route with { Routes = below };
    }

    public static IReadOnlyList<InhibitRule> Inhibit(YamlMap root)
    {
        List<InhibitRule> rules = [];
        foreach (YamlMap map in root.OptionalMaps("inhibit"))
        {
            List<Matcher> source = map.RequiredMap("source") is { } from ? Match(from) : [];
            List<Matcher> target = map.RequiredMap("target") is { } to ? Match(to) : [];
            rules.Add(new InhibitRule(source, target, MuteReader.Words(map, "equal", Labels.Known)));
            map.RefuseUnread();
        }

        return rules;
    }

    public IReadOnlyDictionary<string, IReadOnlyList<EscalationStep>> Escalation(YamlMap root)
    {
        Dictionary<string, IReadOnlyList<EscalationStep>> bySeverity = new(StringComparer.Ordinal);
        if (root.OptionalMap("escalation") is not { } map)
        {
            return bySeverity;
        }

        foreach (string severity in MuteReader.Severities)
        {
            List<EscalationStep> steps = [];
            foreach (YamlMap step in map.OptionalMaps(severity))
            {
                steps.Add(new EscalationStep(step.RequiredDuration("after") ?? Duration.Zero, Known(step, "receiver", step.RequiredString("receiver"))));
                step.RefuseUnread();
            }

            if (steps.Count > 0)
            {
                bySeverity[severity] = [.. steps.OrderBy(step => step.After)];
            }
        }

        map.RefuseUnread();
        return bySeverity;
    }

    public HeartbeatSettings Heartbeat(YamlMap map)
    {
        HeartbeatSettings heartbeat = new(Known(map, "receiver", map.RequiredString("receiver")), map.OptionalDuration("every") ?? Duration.FromMinutes(1));
        if (heartbeat.Every < Duration.FromSeconds(1))
        {
            map.Report("every", "every is shorter than a second; write e.g. PT1M.");
        }

        map.RefuseUnread();
        return heartbeat;
    }

    public string Watchdog(YamlMap map)
    {
        string receiver = Known(map, "receiver", map.RequiredString("receiver"));
        map.RefuseUnread();
        return receiver;
    }

    private static List<Matcher> Match(YamlMap map)
    {
        List<Matcher> matchers = [];
        foreach (string label in Labels.Known.Where(map.Has))
        {
            string[] values = map.Find(label) is YamlList ? [.. map.OptionalStrings(label).Select(text => text.Value)] : map.OptionalString(label) is { } value ? [value] : [];
            if (label == "severity")
            {
                foreach (string unknown in values.Where(value => !MuteReader.Severities.Contains(value)))
                {
                    map.Report(label, $"severity '{unknown}' is unknown; use one of {string.Join(", ", MuteReader.Severities)}.");
                }
            }

            matchers.Add(new Matcher(label, values));
        }

        map.RefuseUnread();
        return matchers;
    }

    private string Known(YamlMap map, string key, string? id)
    {
        if (id is not null && !receivers.ContainsKey(id))
        {
            map.Report(key, $"{key} '{id}' is not among the receivers; add it there or use one of {string.Join(", ", receivers.Keys.Take(20))}.");
        }

        return id ?? "";
    }
}
