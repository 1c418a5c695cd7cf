using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Reports.Content;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>发案区域: which units had none, stayed level, fell or rose on last year.</summary>
/// <param name="Subject">Of what.</param>
public sealed record AreasBlock(OutlineSubject Subject) : OutlineBlock
{
    /// <summary>Most units that one group names; the rest are counted.</summary>
    private const int MostNamed = 30;

    /// <inheritdoc/>
    public override IReadOnlyList<OutlineSubject> Subjects => [Subject];

    /// <inheritdoc/>
    internal override void Write(ReportWriter report)
    {
        ReportFigure[] units = [.. report.Figures.ByUnit(Subject).Where(unit => !unit.IsOwn && unit.IsShown)];
        if (units.Length == 0)
        {
            report.Note(report.Words["areas.none"]);
            return;
        }

        ReportFigure[] compared = [.. units.Where(unit => unit.Item.Value is not null and not 0 && unit.Year is { Rate: not null })];
        (string Key, IEnumerable<ReportFigure> Units)[] groups =
        [
            ("areas.zero", units.Where(unit => unit.Item.Value == 0)),
            ("areas.flat", compared.Where(unit => unit.Year!.Rate == 0)), // not null: compared
            ("areas.down", compared.Where(unit => unit.Year!.Rate < 0).OrderBy(unit => unit.Year!.Rate)),
            ("areas.up", compared.Where(unit => unit.Year!.Rate > 0).OrderByDescending(unit => unit.Year!.Rate)),
            ("areas.norate", units.Where(unit => unit.Item.Value is not null and not 0 && unit.Year is not { Rate: not null })),
            ("areas.unknown", units.Where(unit => unit.Item.Value is null)),
        ];
        IEnumerable<string> clauses = groups
            .Select(group => (group.Key, Units: group.Units.ToArray()))
            .Where(group => group.Units.Length > 0)
            .Select(group => report.Words.Say(group.Key, ("count", FigureText.Count(group.Units.Length)), ("units", Named(report, group.Key, group.Units))));
        report.Paragraph(report.Words["areas.lead"] + string.Join(report.Words["list.semicolon"], clauses) + report.Words["sentence.end"].TrimEnd());
    }

    private static string Named(ReportWriter report, string key, ReportFigure[] units)
    {
        bool rates = key is "areas.down" or "areas.up";
        string names = string.Join(
            report.Words["list.comma"],
            units.Take(MostNamed).Select(unit => rates ? report.Words.Say("areas.rate", ("unit", report.UnitName(unit)), ("percent", FigureText.PlainPercent(unit.Year!.Rate!.Value))) : report.UnitName(unit))); // not null: compared
        return units.Length <= MostNamed ? names : names + report.Words["list.more"];
    }
}
