using System.Reflection;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Statistics;

/// <summary>
/// The office's sentences in one language, from one resource per language (<c>Wording.zh.json</c>, <c>Wording.en.json</c>). Never causal: a text says
/// what changed by how much, not why. Immutable and thread-safe.
/// </summary>
public sealed class Wording
{
    private Wording(string language) => words = WordBook.Load(Assembly.GetExecutingAssembly(), $"{typeof(Wording).Namespace}.Wording.{language}.json");

    /// <summary>Chinese, as in the bulletins.</summary>
    public static Wording Chinese { get; } = new("zh");

    /// <summary>English beside it.</summary>
    public static Wording English { get; } = new("en");

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyCollection<string> Keys => words.Keys;

    /// <summary>A template as it stands, with its {placeholders}.</summary>
    public string this[string key] => words[key];

    /// <summary>A sentence: the template with every {placeholder} replaced.</summary>
    public string Say(string key, params ReadOnlySpan<(string Placeholder, string Text)> parts) => words.Say(key, parts);

    private readonly WordBook words;
}
