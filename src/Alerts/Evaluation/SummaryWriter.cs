using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;

namespace Tongbi.Alerts.Evaluation;

/// <summary>Says an alert as one sentence: level, what, where, period, figures, threshold, data time. The figures are said by the statistics themselves.</summary>
internal static class SummaryWriter
{
    /// <summary>Both languages.</summary>
    public static (string Zh, string En) Write(Rule rule, Severity severity, Judgement judgement, string? sentence, string? sentenceEn, DateTimeZone zone) => (
        Write(AlertWording.Chinese, rule, rule.Name, severity, judgement, sentence, string.Join('、', rule.SourcesLookedAt.Select(source => source.Name)), zone),
        Write(AlertWording.English, rule, rule.NameEn, severity, judgement, sentenceEn, string.Join(", ", rule.SourcesLookedAt.Select(source => source.NameEn)), zone));

    private static string Write(AlertWording words, Rule rule, string name, Severity severity, Judgement judgement, string? sentence, string sources, DateTimeZone zone)
    {
        AlertFigures figures = judgement.Figures;
        string said = rule.Statistic != RuleStatistic.Age ? sentence ?? words.Say("noData")
            : figures.Value is { } minutes ? words.Say("age", ("sources", sources), ("minutes", Plain(decimal.Truncate(minutes))))
            : words.Say("noData");
        string level = words.Say(severity.Word());
        return words.Say(
            "summary",
            ("severity", level),
            ("name", name),
            ("sentence", said.TrimEnd('。', '.') + Quality(words, rule, figures)),
            ("threshold", judgement.Reason == "zero_base" ? words.Say("zeroBase") : rule.Level(severity) is { } limit ? words.Say(rule.Below ? "below" : "above", ("severity", level), ("threshold", Threshold(words, rule, limit.Threshold))) : ""),
            ("data", figures.DataTime is { } time ? words.Say("dataTime", ("time", Moment.Format(time.InZone(zone).LocalDateTime))) : ""));
    }

    private static string Quality(AlertWording words, Rule rule, AlertFigures figures) => figures.Value is not { } value ? "" : rule.Statistic switch
    {
        RuleStatistic.Late => words.Say("late", ("share", Plain(value * 100))),
        RuleStatistic.Reclassified => words.Say("reclassified", ("share", Plain(value * 100))),
        RuleStatistic.Disagreement => words.Say(value > 0 ? "disagree" : "agree"),
        _ => "",
    };

    private static string Threshold(AlertWording words, Rule rule, decimal threshold) => rule.Statistic switch
    {
        RuleStatistic.Rate or RuleStatistic.Late or RuleStatistic.Reclassified => words.Say("percent", ("value", Plain(threshold * 100))),
        RuleStatistic.Points => Plain(threshold) + words.Say("unit.points"),
        RuleStatistic.Age => Plain(threshold) + words.Say("unit.minutes"),
        RuleStatistic.Value or RuleStatistic.Change when rule.Metric.Unit != "%" => Plain(threshold) + rule.Metric.Unit,
        _ => Plain(threshold),
    };

    private static string Plain(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
}
