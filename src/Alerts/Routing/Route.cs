using NodaTime;

namespace Tongbi.Alerts.Routing;

/// <summary>
/// A node of the tree that says who is told of an alert. What a node does not say it takes from its parent.
/// </summary>
/// <param name="Path">Place in the tree, <c>0</c> for the root, then <c>0.2.1</c>: part of the key of its groups.</param>
/// <param name="Receiver">Id of the receiver.</param>
/// <param name="Match">Conditions on the labels.</param>
/// <param name="GroupBy">Labels whose values make a group; none puts all alerts of the route into one.</param>
/// <param name="GroupWait">How long a new group waits for company before it is first sent.</param>
/// <param name="GroupInterval">Time between two looks at a group that was sent.</param>
/// <param name="RepeatInterval">After how long a message without news is sent again; in effect a multiple of <paramref name="GroupInterval"/>.</param>
/// <param name="Continue">Whether the siblings after a match are asked too.</param>
/// <param name="Routes">Children, asked in order.</param>
public sealed record Route(
    string Path,
    string Receiver,
    IReadOnlyList<Matcher> Match,
    IReadOnlyList<string> GroupBy,
    Duration GroupWait,
    Duration GroupInterval,
    Duration RepeatInterval,
    bool Continue,
    IReadOnlyList<Route> Routes)
{
    /// <summary>Default of the root: 30 s.</summary>
    public static readonly Duration DefaultGroupWait = Duration.FromSeconds(30);

    /// <summary>Default of the root: 5 min.</summary>
    public static readonly Duration DefaultGroupInterval = Duration.FromMinutes(5);

    /// <summary>Default of the root: 4 h.</summary>
    public static readonly Duration DefaultRepeatInterval = Duration.FromHours(4);

    /// <summary>
    /// The routes that an alert takes: the deepest matching nodes in order. A child that matches ends the search among its siblings unless it
    /// says <c>continue</c>; a node none of whose children match takes the alert itself.
    /// </summary>
    public IReadOnlyList<Route> Find(Labels labels)
    {
        if (!Matcher.All(Match, labels))
        {
            return [];
        }

        List<Route> found = [];
        foreach (Route child in Routes)
        {
            IReadOnlyList<Route> below = child.Find(labels);
            found.AddRange(below);
            if (below.Count > 0 && !child.Continue)
            {
                break;
            }
        }

        return found.Count > 0 ? found : [this];
    }

    /// <summary>This node and all below it.</summary>
    public IEnumerable<Route> All() => Routes.SelectMany(route => route.All()).Prepend(this);

    /// <summary>The key of the group that an alert of this route belongs to. Stable over restarts; it holds codes only.</summary>
    public string GroupKey(Labels labels) =>
        $"{Path}:{Receiver}{{{string.Join(',', GroupBy.Select(label => $"{label}=\"{labels[label]}\""))}}}";
}
