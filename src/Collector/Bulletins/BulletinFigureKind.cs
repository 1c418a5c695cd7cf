using System.Text.Json.Serialization;

namespace Tongbi.Collector.Bulletins;

/// <summary>The kinds of derived figures that bulletins print.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BulletinFigureKind>))]
public enum BulletinFigureKind
{
    /// <summary>上升25.06%: a change as a percentage of the base.</summary>
    [JsonStringEnumMemberName("rate")]
    Rate,

    /// <summary>增加54起: a change as a count.</summary>
    [JsonStringEnumMemberName("difference")]
    Difference,

    /// <summary>上升1.2个百分点: a change of a ratio.</summary>
    [JsonStringEnumMemberName("points")]
    Points,

    /// <summary>日均: a count divided by the days of its period.</summary>
    [JsonStringEnumMemberName("daily_mean")]
    DailyMean,

    /// <summary>占比: a part as a percentage of a whole.</summary>
    [JsonStringEnumMemberName("share")]
    Share,

    /// <summary>合计: a sum.</summary>
    [JsonStringEnumMemberName("total")]
    Total,

    /// <summary>持平: the claim that nothing changed.</summary>
    [JsonStringEnumMemberName("level")]
    Level,
}
