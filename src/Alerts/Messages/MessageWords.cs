using System.Reflection;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Messages;

/// <summary>The words of messages in one language, one resource for each (<c>Messages.zh.json</c>, <c>Messages.en.json</c>).</summary>
public sealed class MessageWords
{
    private MessageWords(string language)
    {
        Language = language;
        words = WordBook.Load(Assembly.GetExecutingAssembly(), $"{typeof(MessageWords).Namespace}.Messages.{language}.json");
    }

    /// <summary>Chinese.</summary>
    public static MessageWords Chinese { get; } = new("zh");

    /// <summary>English.</summary>
    public static MessageWords English { get; } = new("en");

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyCollection<string> Keys => words.Keys;

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>A template as it stands.</summary>
    public string this[string key] => words[key];

    /// <summary>The words of a language, <c>zh</c> or <c>en</c>.</summary>
    public static MessageWords Of(string language) => language == "en" ? English : Chinese;

    /// <summary>A template with every {placeholder} replaced.</summary>
    public string Say(string key, params ReadOnlySpan<(string Placeholder, string Text)> parts) => words.Say(key, parts);

    private readonly WordBook words;
}
