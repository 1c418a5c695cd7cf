using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Delivery;

/// <summary>One thing that is wrong.</summary>
/// <param name="What">Kind and name, e.g. <c>screen:d1</c>; told once as long as it is named.</param>
/// <param name="Say">What is said of it.</param>
public sealed record WatchedTrouble(string What, Func<MessageWords, string> Say);
