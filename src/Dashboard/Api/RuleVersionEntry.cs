using System.Text.Json;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Api;

/// <summary>One version of a rule made on a page.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Version">Its number.</param>
/// <param name="At">When it was written.</param>
/// <param name="Author">By whom.</param>
/// <param name="Note">Why.</param>
/// <param name="Deleted">Whether the rule was deleted with it.</param>
/// <param name="Document">The rule, under the names of <c>rules/*.yaml</c> and without defaults; null where it was deleted.</param>
internal sealed record RuleVersionEntry(string Rule, long Version, string At, string Author, string Note, bool Deleted, JsonElement? Document)
{
    /// <summary>Writes a version out.</summary>
    public static RuleVersionEntry Of(RuleVersion version, Catalogue catalogue) => new(
        version.Rule,
        version.Number,
        OfficeTime.Text(version.At, catalogue),
        version.Author,
        version.Note,
        version.Document is null,
        version.Document is { } document ? Parsed(document) : null);

    /// <summary>A document as JSON.</summary>
    public static JsonElement Parsed(string document)
    {
        using JsonDocument parsed = JsonDocument.Parse(document);
        return parsed.RootElement.Clone();
    }
}
