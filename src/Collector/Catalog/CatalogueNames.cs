using System.Text.RegularExpressions;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Catalog;

/// <summary>What ids and codes may look like: they appear in addresses, file names, tags and lists, so separators stay out of them.</summary>
internal static partial class CatalogueNames
{
    /// <summary>Id of a source or metric: <c>[a-z0-9_.-]</c>, at most 64.</summary>
    public static string? RequiredId(this YamlMap map, string key) =>
        Matching(map, key, Id, "use small letters, digits, '_', '.' and '-', at most 64");

    /// <summary>Id of a category among its siblings: letters of any script, digits, space, <c>- _ . ( )</c>, at most 64; no blank at the ends.</summary>
    public static string? RequiredCategoryId(this YamlMap map, string key) =>
        Matching(map, key, CategoryId, "use letters, digits, spaces, '-', '_', '.' and parentheses, at most 64 characters, no space at the ends, no '/'");

    /// <summary>Code of a unit: an opaque word of at most 20 letters, digits, <c>- _ .</c></summary>
    public static string? RequiredCode(this YamlMap map, string key)
    {
        if (map.RequiredString(key) is not { } code)
        {
            return null;
        }

        if (code.Length > 20)
        {
            map.Report(key, $"{key} '{code}' has {code.Length} characters; use at most 20.");
            return null;
        }

        return Matching(map, key, Code, "use letters, digits, '-', '_' and '.'");
    }

    private static string? Matching(YamlMap map, string key, Regex form, string remedy)
    {
        if (map.RequiredString(key) is not { } value)
        {
            return null;
        }

        if (form.IsMatch(value))
        {
            return value;
        }

        map.Report(key, $"{key} '{value}' has characters that are not allowed; {remedy}.");
        return null;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_.\-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id { get; }

    [GeneratedRegex(@"^(?! )[\p{L}\p{M}\p{N} _.()\-]{1,64}(?<! )\z", RegexOptions.CultureInvariant)]
    private static partial Regex CategoryId { get; }

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}_.\-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code { get; }
}
