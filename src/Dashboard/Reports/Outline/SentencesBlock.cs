using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>One paragraph that says figures in the office's wording, one sentence each.</summary>
/// <param name="Said">What is said, in order.</param>
public sealed record SentencesBlock(IReadOnlyList<OutlineSubject> Said) : OutlineBlock
{
    /// <inheritdoc/>
    public override IReadOnlyList<OutlineSubject> Subjects => Said;

    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        List<string> sentences = [];
        foreach (OutlineSubject subject in Subjects)
        {
            ReportFigure figure = report.Figures.One(subject);
            if (report.IsRatesOnly && figure.IsShown)
            {
                sentences.Add(report.Words.Say("sentence.rate", ("name", report.Name(subject)), ("text", (report.IsChinese ? figure.Year?.Text : figure.Year?.TextEn) ?? "")));
                continue;
            }

            string mean = figure.Item.DailyMean is { } daily && report.Figures.Days > 1 && !report.Sentence(figure.Item).Contains(report.Words["mean.word"], StringComparison.Ordinal)
                ? report.Words.Say("sentence.mean", ("mean", FigureText.Mean(daily)), ("unit", subject.Metric.Unit))
                : "";
            sentences.Add(figure.IsShown ? report.Sentence(figure.Item) + mean : report.Words.Say("sentence.withheld", ("name", report.Name(subject))));
        }

        report.Paragraph(string.Concat(sentences.Select(sentence => sentence + report.Words["sentence.end"])).TrimEnd());
        report.NoteQuality(Subjects.Select(report.Figures.One));
    }
}
