using System.Reflection;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Evaluation;

/// <summary>The words of summaries in one language, from one resource per language (<c>AlertWording.zh.json</c>, <c>AlertWording.en.json</c>).</summary>
internal sealed class AlertWording
{
    private AlertWording(string language)
    {
        words = WordBook.Load(Assembly.GetExecutingAssembly(), $"{typeof(AlertWording).FullName}.{language}.json");
    }

    /// <summary>Chinese.</summary>
    public static AlertWording Chinese { get; } = new("zh");

    /// <summary>English.</summary>
    public static AlertWording English { get; } = new("en");

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyCollection<string> Keys => words.Keys;

    /// <summary>A template with every {placeholder} replaced.</summary>
    public string Say(string key, params ReadOnlySpan<(string Placeholder, string Text)> parts) => words.Say(key, parts);

    private readonly WordBook words;
}
