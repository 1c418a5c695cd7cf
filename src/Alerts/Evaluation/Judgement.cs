using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Evaluation;

/// <summary>What one figure says to a rule at one moment.</summary>
/// <param name="HasData">Whether it can be judged; a silent source or an unknown figure is never a zero.</param>
/// <param name="Level">The level it stands at, hysteresis included; null = none.</param>
/// <param name="Figures">The figures behind it.</param>
/// <param name="Reason">Why: <c>threshold zero_base back_under</c>, or why there is no data.</param>
public sealed record Judgement(bool HasData, Severity? Level, AlertFigures Figures, string Reason)
{
    /// <summary>Nothing can be said.</summary>
    public static Judgement NoData(AlertFigures figures) => new(false, null, figures, "no_data");
}
