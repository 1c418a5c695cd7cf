using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// The office's sentences in one language, from one resource per language (<c>Wording.zh.json</c>, <c>Wording.en.json</c>). Never causal: a text says
/// what changed by how much, not why. Immutable and thread-safe.
/// </summary>
public sealed class Wording
{
    private Wording(string language)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(Wording).Namespace}.Wording.{language}.json")
            ?? throw new InvalidOperationException($"No wording is built in for language '{language}'.");
        templates = (JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? []).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Chinese, as in the bulletins.</summary>
    public static Wording Chinese { get; } = new("zh");

    /// <summary>English beside it.</summary>
    public static Wording English { get; } = new("en");

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyCollection<string> Keys => templates.Keys;

    /// <summary>A template as it stands, with its {placeholders}.</summary>
    public string this[string key] => templates[key];

    /// <summary>A sentence: the template with every {placeholder} replaced.</summary>
    public string Say(string key, params ReadOnlySpan<(string Placeholder, string Text)> parts)
    {
        string sentence = templates[key];
        foreach ((string placeholder, string text) in parts)
        {
            sentence = sentence.Replace("{" + placeholder + "}", text, StringComparison.Ordinal);
        }

        return sentence;
    }

    private readonly FrozenDictionary<string, string> templates;
}
