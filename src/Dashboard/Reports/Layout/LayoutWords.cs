using System.Reflection;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>The few words that the formats add themselves, one resource for each language (<c>Layout.zh.json</c>, <c>Layout.en.json</c>).</summary>
internal sealed class LayoutWords
{
    private LayoutWords(string language) =>
        words = WordBook.Load(Assembly.GetExecutingAssembly(), $"{typeof(LayoutWords).Namespace}.Layout.{language}.json");

    /// <summary>Chinese.</summary>
    public static LayoutWords Chinese { get; } = new("zh");

    /// <summary>English.</summary>
    public static LayoutWords English { get; } = new("en");

    /// <summary>The keys of all words.</summary>
    public IReadOnlyCollection<string> Keys => words.Keys;

    /// <summary>A word.</summary>
    public string this[string key] => words[key];

    /// <summary>The words of a language tag: <c>en</c> and its kin are English, all others Chinese.</summary>
    public static LayoutWords Of(string language) => language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Chinese;

    private readonly WordBook words;
}
