using NodaTime;

namespace Tongbi.Alerts.Rules.Pages;

/// <summary>One version of a rule that was made on a page. Never changed once it is written.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Number">From 1, without gaps; goes on where a deleted rule is made again.</param>
/// <param name="Document">The rule as JSON; null = with this version it was deleted.</param>
/// <param name="Author">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, in the author's words.</param>
public sealed record RuleVersion(string Rule, long Number, string? Document, string Author, Instant At, string Note);
