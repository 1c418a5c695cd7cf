using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Tongbi.Collector.Configuration;

/// <summary>
/// Words for people in one language: templates by key, from a JSON resource that is built into an assembly, one resource for each language.
/// Immutable and thread-safe.
/// </summary>
public sealed class WordBook
{
    private WordBook(FrozenDictionary<string, string> templates) => this.templates = templates;

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyCollection<string> Keys => templates.Keys;

    /// <summary>A template as it stands, with its {placeholders}.</summary>
    public string this[string key] => templates[key];

    /// <summary>Reads the book that is built into an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="resource">Name of the resource.</param>
    /// <exception cref="InvalidOperationException">There is none of this name: the program was built wrongly.</exception>
    public static WordBook Load(Assembly assembly, string resource)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using Stream stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"No words are built in as '{resource}'.");
        return new WordBook((JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? []).ToFrozenDictionary(StringComparer.Ordinal));
    }

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
