using System.ComponentModel.DataAnnotations;

namespace Tongbi.Dashboard.Alerts;

/// <summary>How alerts are kept. Settings section <c>Tongbi:Alerts</c>.</summary>
public sealed class AlertOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Tongbi:Alerts";

    /// <summary>How long alerts are kept after their end, with their history and messages; what is older is forgotten. Never an open one.</summary>
    [Range(typeof(TimeSpan), "30.00:00:00", "36500.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(3 * 365);
}
