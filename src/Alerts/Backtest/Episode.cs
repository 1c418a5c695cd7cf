using NodaTime;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Backtest;

/// <summary>One alert that a rule would have raised.</summary>
/// <param name="Key">Rule, unit and category.</param>
/// <param name="ActiveAt">When its condition began to hold.</param>
/// <param name="StartsAt">When it would have fired.</param>
/// <param name="EndsAt">When it would have been resolved; null = it goes on at the end of the span.</param>
/// <param name="Severity">How grave it was at first.</param>
/// <param name="Worst">How grave it was at worst.</param>
/// <param name="Figures">The figures it would have fired with.</param>
/// <param name="Peak">The figures at its worst.</param>
/// <param name="Summary">What would have been told, in Chinese.</param>
/// <param name="SummaryEn">The same in English.</param>
public sealed record Episode(
    AlertKey Key,
    Instant ActiveAt,
    Instant StartsAt,
    Instant? EndsAt,
    Severity Severity,
    Severity Worst,
    AlertFigures Figures,
    AlertFigures Peak,
    string Summary,
    string SummaryEn);
