using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Tongbi.Alerts.Messages;

/// <summary>The words of messages in one language, one resource for each (<c>Messages.zh.json</c>, <c>Messages.en.json</c>).</summary>
public sealed class MessageWords
{
    private MessageWords(string language)
    {
        Language = language;
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(MessageWords).Namespace}.Messages.{language}.json")
            ?? throw new InvalidOperationException($"No messages are built in for language '{language}'.");
        templates = (JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? []).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Chinese.</summary>
    public static MessageWords Chinese { get; } = new("zh");

    /// <summary>English.</summary>
    public static MessageWords English { get; } = new("en");

    /// <summary>The words of a language, <c>zh</c> or <c>en</c>.</summary>
    public static MessageWords Of(string language) => language == "en" ? English : Chinese;

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyCollection<string> Keys => templates.Keys;

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>A template as it stands.</summary>
    public string this[string key] => templates[key];

    /// <summary>The template with every {placeholder} replaced.</summary>
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
