using System.Text.Json.Serialization;

namespace Tongbi.Collector.Bulletins;

/// <summary>What became of one derived figure of a bulletin.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BulletinVerdict>))]
public enum BulletinVerdict
{
    /// <summary>The printed figure follows from the counts in the text, by either rule for exact halves.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>The operands are certain and the printed figure does not follow from them.</summary>
    [JsonStringEnumMemberName("wrong")]
    Wrong,

    /// <summary>The text does not say, or not clearly enough, what the figure was computed from. Never a reproach.</summary>
    [JsonStringEnumMemberName("not_derivable")]
    NotDerivable,
}
