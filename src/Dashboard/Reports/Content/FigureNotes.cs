using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>What is to be taken with care about figures: unknown, incomplete, provisional, a small or no base, another definition, disagreeing sources.</summary>
internal static class FigureNotes
{
    /// <summary>Most names in one note; the rest are counted.</summary>
    private const int MostNames = 12;

    /// <summary>The notes, in the order of their gravity; none where all is well.</summary>
    public static IEnumerable<string> Of(ReportWriter report, IEnumerable<(string Name, ReportFigure Figure)> figures)
    {
        (string Name, ReportFigure Figure)[] all = [.. figures];
        (string Key, Func<ReportFigure, bool> Applies)[] kinds =
        [
            ("note.unknown", figure => figure.Item.Quality.State == "unknown"),
            ("note.partial", figure => figure.Item.Quality.State == "partial"),
            ("note.provisional", figure => figure.Item.Quality.State == "provisional"),
            ("note.disagreement", figure => figure.Item.Quality.Disagreement == true),
            ("note.noBase", figure => figure.Item.Value is not null && figure.Year is { Comparable: false }),
            ("note.zeroBase", figure => figure.YearShown && figure.Year?.Reason == ComparisonReasons.ZeroBase),
            ("note.smallBase", figure => figure.YearShown && figure.Year is { Rate: not null, Value: not 0 } && figure.Year.Marks.Contains(ComparisonMarks.SmallBase)),
        ];
        foreach ((string key, Func<ReportFigure, bool> applies) in kinds)
        {
            string[] names = [.. all.Where(line => applies(line.Figure)).Select(line => line.Name).Distinct()];
            if (names.Length > 0)
            {
                yield return report.Words.Say(key, ("names", Named(report, names, all.Length)));
            }
        }

        string[] sources = [.. all.SelectMany(line => line.Figure.Item.Quality.MissingSources).Distinct().Select(report.SourceName)];
        if (sources.Length > 0)
        {
            yield return report.Words.Say("note.missingSources", ("names", string.Join(report.Words["list.comma"], sources)));
        }

        foreach (string note in all.SelectMany(line => new[] { line.Figure.Year, line.Figure.Previous }).OfType<StatisticComparison>().Select(comparison => report.IsChinese ? comparison.Note : comparison.NoteEn).OfType<string>().Distinct())
        {
            yield return note + report.Words["sentence.end"].TrimEnd();
        }
    }

    private static string Named(ReportWriter report, string[] names, int all) =>
        names.Length == all && all > 1 ? report.Words["list.all"]
        : names.Length <= MostNames ? string.Join(report.Words["list.comma"], names)
        : report.Words.Say("list.andMore", ("names", string.Join(report.Words["list.comma"], names.Take(MostNames))), ("count", FigureText.Count(names.Length)));
}
