using Microsoft.Extensions.Logging;
using Tongbi.Alerts.Incidents;

namespace Tongbi.Alerts.Evaluation;

/// <summary>Event ids 4000–4099.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "{Rules} rules with {Instances} alerts to watch are in force")]
    public static partial void RulesTakenUp(ILogger logger, int rules, int instances);

    [LoggerMessage(4001, LogLevel.Information, "Alert {Alert} of rule {Rule} at {Unit}: {Kind}, {Severity} ({Reason})")]
    public static partial void Transition(ILogger logger, string alert, string rule, string unit, TransitionKind kind, Severity severity, string reason);

    [LoggerMessage(4003, LogLevel.Error, "Rule {Rule} could not be evaluated; it is tried again in a moment, the others go on")]
    public static partial void RuleFailed(ILogger logger, string rule, Exception exception);

    [LoggerMessage(4002, LogLevel.Error, "The evaluation of rules failed; the next second tries again")]
    public static partial void EvaluationFailed(ILogger logger, Exception exception);
}
