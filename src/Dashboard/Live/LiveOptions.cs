using System.ComponentModel.DataAnnotations;

namespace Tongbi.Dashboard.Live;

/// <summary>How live figures are pushed. Settings section <c>Tongbi:Live</c>.</summary>
public sealed class LiveOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Tongbi:Live";

    /// <summary>Shortest time from the beginning of one update of a view to that of the next; changes between are merged.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan MinimumInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time between heartbeats.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the moved times of a source are told while its state stays; a change of state is told within a second.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan SourceInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection that has not taken a message for so long is dropped.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a view that nobody looks at is remembered, so that screens that come back get a difference.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan IdleViewLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Most views (a layout for a unit) held at a time; at the limit the longest unused go, and one more than are in use is refused.</summary>
    [Range(1, 100_000)]
    public int MaximumViews { get; set; } = 512;

    /// <summary>Most connections; one more is closed.</summary>
    [Range(1, 100_000)]
    public int MaximumConnections { get; set; } = 10_000;
}
