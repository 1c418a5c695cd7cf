namespace Tongbi.Alerts.Rules;

/// <summary>One mistake in a rule that did not come from a file.</summary>
/// <param name="Field">The member it is in, e.g. <c>above.red</c>; empty where one is missing or the text cannot be read.</param>
/// <param name="Line">Line of the text that was sent as YAML, from 1; 0 for a rule sent as JSON.</param>
/// <param name="Column">Column likewise.</param>
/// <param name="Message">One sentence that names the field, its value and the remedy.</param>
public sealed record RuleMistake(string Field, int Line, int Column, string Message);
