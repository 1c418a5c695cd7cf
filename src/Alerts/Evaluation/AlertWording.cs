using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Tongbi.Alerts.Evaluation;

/// <summary>The words of summaries in one language, from one resource per language (<c>AlertWording.zh.json</c>, <c>AlertWording.en.json</c>).</summary>
internal sealed class AlertWording
{
    private AlertWording(string language)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(AlertWording).FullName}.{language}.json")
            ?? throw new InvalidOperationException($"No alert wording is built in for language '{language}'.");
        templates = (JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? []).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Chinese.</summary>
    public static AlertWording Chinese { get; } = new("zh");

    /// <summary>English.</summary>
    public static AlertWording English { get; } = new("en");

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyCollection<string> Keys => templates.Keys;

    /// <summary>A template with every {placeholder} replaced.</summary>
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
