using System.Collections;
using System.Text.Json.Serialization.Metadata;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>
/// Which members of a figure are left out when they say nothing. Everything else stays visible though it is null: an unknown value is
/// <c>"value":null</c>, never a missing one.
/// </summary>
internal static class FigureShape
{
    private static readonly Dictionary<Type, string[]> Optional = new()
    {
        [typeof(StatisticItem)] = [nameof(StatisticItem.Key), nameof(StatisticItem.DailyMean), nameof(StatisticItem.Sentence), nameof(StatisticItem.SentenceEn)],
        [typeof(StatisticPeriod)] = [nameof(StatisticPeriod.Name), nameof(StatisticPeriod.Complete), nameof(StatisticPeriod.FromAt), nameof(StatisticPeriod.ToAt)],
        [typeof(StatisticComparison)] =
        [
            nameof(StatisticComparison.Points), nameof(StatisticComparison.Marks), nameof(StatisticComparison.MarkTexts), nameof(StatisticComparison.MarkTextsEn),
            nameof(StatisticComparison.Wheeler), nameof(StatisticComparison.BaseDailyMean), nameof(StatisticComparison.Note), nameof(StatisticComparison.NoteEn),
            nameof(StatisticComparison.Window), nameof(StatisticComparison.Samples), nameof(StatisticComparison.UpperBound), nameof(StatisticComparison.Score),
            nameof(StatisticComparison.Alarm),
        ],
        [typeof(StatisticQuality)] = [nameof(StatisticQuality.Disagreement), nameof(StatisticQuality.Sealed)],
        [typeof(ReconciliationItem)] = [nameof(ReconciliationItem.Key)],
        [typeof(SeriesCurve)] = [nameof(SeriesCurve.Source), nameof(SeriesCurve.Key)],
    };

    /// <summary>A modifier for the serializer's type information.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        if (!Optional.TryGetValue(type.Type, out string[]? names))
        {
            return;
        }

        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (names.Contains(property.Name, StringComparer.OrdinalIgnoreCase))
            {
                property.ShouldSerialize = static (_, value) => value is not null and not ICollection { Count: 0 };
            }
        }
    }
}
