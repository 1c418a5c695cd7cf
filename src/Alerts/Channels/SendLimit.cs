using NodaTime;

namespace Tongbi.Alerts.Channels;

/// <summary>At most so many messages within any span of a length.</summary>
/// <param name="Count">Messages.</param>
/// <param name="Window">Length of the span.</param>
internal readonly record struct SendLimit(int Count, Duration Window);
