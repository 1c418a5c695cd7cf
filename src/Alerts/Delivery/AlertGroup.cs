using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Delivery;

/// <summary>Alerts that are told together.</summary>
/// <param name="Key">Key: route, receiver and the values of the labels that make the group.</param>
/// <param name="RoutePath">Path of its route.</param>
/// <param name="Receiver">Id of the receiver.</param>
/// <param name="Labels">Labels that make the group.</param>
/// <param name="Sent">What was last sent; null if nothing was.</param>
/// <param name="Members">Its alerts.</param>
internal sealed record AlertGroup(string Key, string RoutePath, string Receiver, IReadOnlyDictionary<string, string> Labels, SentRecord? Sent, IReadOnlyList<GroupMember> Members);
