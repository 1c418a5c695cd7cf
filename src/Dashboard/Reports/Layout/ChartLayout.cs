using Tongbi.Dashboard.Reports.Document;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>How large charts are drawn on paper, in all formats alike.</summary>
internal static class ChartLayout
{
    /// <summary>Units of the chart's layout over the width of the text: 156 mm, so that a type size of 12 prints as 9.5 pt.</summary>
    public const int Width = 560;

    /// <summary>Its height in the same units.</summary>
    public static int HeightOf(ChartBlock chart) => (int)Math.Round(Width * Math.Clamp(chart.HeightShare, 0.3, 1), MidpointRounding.AwayFromZero);

    /// <summary>What a reader who cannot see the chart is told.</summary>
    public static string AlternativeText(ChartBlock chart) => string.Join(" · ", new[] { chart.Caption, chart.Spec.Subtitle, chart.Spec.Footnote }.Where(words => words.Length > 0));
}
