using System.Globalization;
using Tongbi.Dashboard.Charts;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>The numbers behind a chart as a table: a workbook draws its own charts from it, and CSV lists it.</summary>
/// <param name="Columns">The columns after the label.</param>
/// <param name="Rows">The rows, in reading order.</param>
internal sealed record ChartNumbers(IReadOnlyList<ChartColumn> Columns, IReadOnlyList<ChartRow> Rows)
{
    /// <summary>The numbers of a chart; what it draws without numbers (episodes, words) is left out.</summary>
    public static ChartNumbers Of(ChartSpec spec) => spec switch
    {
        TrendSpec trend => Trend(trend, LayoutWords.Of(spec.Language)),
        RankingSpec ranking => Bars(ranking.Rows, LayoutWords.Of(spec.Language)),
        SharesSpec shares => Bars(shares.Parts, LayoutWords.Of(spec.Language)),
        WaterfallSpec waterfall => Bars([waterfall.From, .. waterfall.Steps, waterfall.To], LayoutWords.Of(spec.Language)),
        HeatmapSpec heatmap => Heatmap(heatmap),
        SmallMultiplesSpec multiples => Multiples(multiples, LayoutWords.Of(spec.Language)),
        _ => throw new NotSupportedException($"No numbers are known for a chart of type {spec.GetType().Name}."),
    };

    private static ChartNumbers Trend(TrendSpec trend, LayoutWords words)
    {
        List<(ChartColumn Column, Func<int, decimal?> At)> columns = [(new ChartColumn("value", trend.Name), place => trend.Values[place])];
        AddLine("base", trend.BaseName.Length > 0 ? trend.BaseName : words["base"], trend.Base);
        AddLine("low", words["low"], trend.Low);
        AddLine("high", words["high"], trend.High);
        if (trend.Threshold is { } threshold)
        {
            columns.Add((new ChartColumn("threshold", words["threshold"]), _ => threshold));
        }

        return new ChartNumbers(
            [.. columns.Select(column => column.Column)],
            [.. trend.Labels.Select((label, place) => new ChartRow(label, [.. columns.Select(column => column.At(place))]))]);

        void AddLine(string id, string title, IReadOnlyList<decimal?>? values)
        {
            if (values is not null)
            {
                columns.Add((new ChartColumn(id, title), place => values[place]));
            }
        }
    }

    private static ChartNumbers Bars(IReadOnlyList<BarRow> rows, LayoutWords words) =>
        rows.Any(row => row.Base is not null)
            ? new ChartNumbers([new ChartColumn("value", words["value"]), new ChartColumn("base", words["base"])], [.. rows.Select(row => new ChartRow(row.Label, [row.Value, row.Base]))])
            : new ChartNumbers([new ChartColumn("value", words["value"])], [.. rows.Select(row => new ChartRow(row.Label, [row.Value]))]);

    private static ChartNumbers Heatmap(HeatmapSpec heatmap) => new(
        [.. heatmap.Columns.Select((title, place) => new ChartColumn(Numbered("c", place), title))],
        [.. heatmap.Rows.Select((label, row) => new ChartRow(
            label,
            [.. Enumerable.Range(row * heatmap.Columns.Count, heatmap.Columns.Count).Select(place => (decimal?)heatmap.Values[place])]))]);

    private static ChartNumbers Multiples(SmallMultiplesSpec multiples, LayoutWords words)
    {
        List<(ChartColumn Column, IReadOnlyList<decimal?> Values)> columns = [];
        for (int place = 0; place < multiples.Panels.Count; place++)
        {
            TrendSpec panel = multiples.Panels[place];
            columns.Add((new ChartColumn(Numbered("p", place), panel.Title), panel.Values));
            if (panel.Base is { } values)
            {
                string name = panel.BaseName.Length > 0 ? panel.BaseName : words["base"];
                columns.Add((new ChartColumn(Numbered("p", place) + "_base", $"{panel.Title} {name}"), values));
            }
        }

        IReadOnlyList<string> labels = multiples.Panels.Count > 0 ? multiples.Panels[0].Labels : [];
        return new ChartNumbers(
            [.. columns.Select(column => column.Column)],
            [.. labels.Select((label, place) => new ChartRow(label, [.. columns.Select(column => column.Values[place])]))]);
    }

    private static string Numbered(string letter, int place) => letter + (place + 1).ToString(CultureInfo.InvariantCulture);
}
