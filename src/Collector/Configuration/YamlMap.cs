using System.Globalization;

namespace Tongbi.Collector.Configuration;

/// <summary>
/// A map of keys, read strictly: every getter reports what is wrong at its place and answers null (or the fallback), so that reading goes on
/// and all mistakes are found. Keys that nobody asked for are mistakes: call <see cref="RefuseUnread"/> last.
/// </summary>
public sealed record YamlMap : YamlNode
{
    internal YamlMap(IReadOnlyList<YamlEntry> entries, MistakeList mistakes, int line, int column)
        : base(line, column)
    {
        Entries = entries;
        Mistakes = mistakes;
        byKey = entries.ToDictionary(entry => entry.Key.Value, StringComparer.Ordinal);
    }

    /// <summary>All entries in order, for maps whose keys are data; reading them marks none as asked for.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; }

    /// <summary>Where mistakes go.</summary>
    public MistakeList Mistakes { get; }

    /// <inheritdoc/>
    public override string Kind => "a map";

    /// <summary>Whether a key is there with a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The value of a key, or null if it is absent or empty.</summary>
    public YamlNode? Find(string key)
    {
        asked.Add(key);
        return byKey.TryGetValue(key, out YamlEntry? entry) && entry.Value is not YamlText { IsNull: true } ? entry.Value : null;
    }

    /// <summary>Reports a mistake at the value of a key, or at the map where the key is absent.</summary>
    public void Report(string key, string reason) =>
        Mistakes.Add(byKey.TryGetValue(key, out YamlEntry? entry) ? entry.Value : this, reason);

    /// <summary>A text that must be there and not be blank; null after a mistake.</summary>
    public string? RequiredString(string key) => Text(Required(key), key)?.Value;

    /// <summary>A text that may be absent.</summary>
    public string? OptionalString(string key) => Text(Find(key), key)?.Value;

    /// <summary>A whole number that must be there; null after a mistake.</summary>
    public int? RequiredInt(string key, int minimum, int maximum) => Int(Required(key), key, minimum, maximum);

    /// <summary>A whole number that may be absent.</summary>
    public int? OptionalInt(string key, int minimum, int maximum) => Int(Find(key), key, minimum, maximum);

    /// <summary>A decimal number that may be absent.</summary>
    public decimal? OptionalDecimal(string key)
    {
        if (Text(Find(key), key) is not { } text)
        {
            return null;
        }

        if (text.IsPlain && decimal.TryParse(text.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
        {
            return number;
        }

        Mistakes.Add(text, $"{key} '{text.Value}' is not a number; write e.g. 0.5, without quotes.");
        return null;
    }

    /// <summary>A yes or no that may be absent.</summary>
    public bool? OptionalBool(string key)
    {
        switch (Text(Find(key), key))
        {
            case null:
                return null;
            case { IsPlain: true, Value: "true" }:
                return true;
            case { IsPlain: true, Value: "false" }:
                return false;
            case { } text:
                Mistakes.Add(text, $"{key} '{text.Value}' is neither true nor false; write one of them, without quotes.");
                return null;
        }
    }

    /// <summary>One of several words that must be there; null after a mistake.</summary>
    public T? RequiredChoice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct => Choice(Required(key), key, choices);

    /// <summary>One of several words that may be absent.</summary>
    public T? OptionalChoice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct => Choice(Find(key), key, choices);

    /// <summary>One of several words that may be absent, as it is.</summary>
    public string? OptionalWord(string key, IReadOnlyList<string> words)
    {
        YamlText? text = Text(Find(key), key);
        if (text is null || words.Contains(text.Value))
        {
            return text?.Value;
        }

        Mistakes.Add(text, $"{key} '{text.Value}' is unknown; use one of {string.Join(", ", words)}.");
        return null;
    }

    /// <summary>A map that must be there; null after a mistake.</summary>
    public YamlMap? RequiredMap(string key) => As<YamlMap>(Required(key), key, "a map of keys");

    /// <summary>A map that may be absent.</summary>
    public YamlMap? OptionalMap(string key) => As<YamlMap>(Find(key), key, "a map of keys");

    /// <summary>The maps of a list that must be there with at least one item; items that are no maps are mistakes and left out.</summary>
    public IReadOnlyList<YamlMap> RequiredMaps(string key) => NotEmpty(key, Required(key), OptionalMaps(key));

    /// <summary>The maps of a list that may be absent; items that are no maps are mistakes and left out.</summary>
    public IReadOnlyList<YamlMap> OptionalMaps(string key) =>
        [.. Items(key).Select(item => As<YamlMap>(item, key, "a map of keys")).OfType<YamlMap>()];

    /// <summary>The texts of a list that must be there with at least one item; items that are no texts are mistakes and left out.</summary>
    public IReadOnlyList<YamlText> RequiredStrings(string key) => NotEmpty(key, Required(key), OptionalStrings(key));

    /// <summary>The texts of a list that may be absent; items that are no texts are mistakes and left out.</summary>
    public IReadOnlyList<YamlText> OptionalStrings(string key) => [.. Items(key).Select(item => Text(item, key)).OfType<YamlText>()];

    /// <summary>Reports every key that no getter asked for.</summary>
    public void RefuseUnread()
    {
        foreach (YamlEntry entry in Entries.Where(entry => !asked.Contains(entry.Key.Value)))
        {
            Mistakes.Add(entry.Key, $"unknown key '{entry.Key.Value}'; known here: {string.Join(", ", asked)}.");
        }
    }

    /// <summary>A scalar that is not blank, or a mistake.</summary>
    internal YamlText? Text(YamlNode? node, string key)
    {
        YamlText? text = As<YamlText>(node, key, "a text");
        if (text is not null && string.IsNullOrWhiteSpace(text.Value))
        {
            Mistakes.Add(text, $"{key} is empty; give it a value or leave the key out.");
            return null;
        }

        return text;
    }

    /// <summary>The value of a key that must be there.</summary>
    internal YamlNode? Required(string key)
    {
        YamlNode? value = Find(key);
        if (value is null)
        {
            Report(key, byKey.ContainsKey(key) ? $"{key} has no value; give it one." : $"required key '{key}' is missing.");
        }

        return value;
    }

    private IReadOnlyList<YamlNode> Items(string key) => As<YamlList>(Find(key), key, "a list")?.Items ?? [];

    private IReadOnlyList<T> NotEmpty<T>(string key, YamlNode? value, IReadOnlyList<T> items)
    {
        if (value is YamlList { Items.Count: 0 })
        {
            Report(key, $"{key} is an empty list; give it at least one item.");
        }

        return items;
    }

    private int? Int(YamlNode? node, string key, int minimum, int maximum)
    {
        if (Text(node, key) is not { } text)
        {
            return null;
        }

        if (!text.IsPlain || !int.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            Mistakes.Add(text, $"{key} '{text.Value}' is not a whole number; write digits only, without quotes.");
            return null;
        }

        if (number < minimum || number > maximum)
        {
            Mistakes.Add(text, $"{key} {number} is out of range; use {minimum} to {maximum}.");
            return null;
        }

        return number;
    }

    private T? Choice<T>(YamlNode? node, string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Text(node, key) is not { } text)
        {
            return null;
        }

        if (choices.TryGetValue(text.Value, out T choice))
        {
            return choice;
        }

        Mistakes.Add(text, $"{key} '{text.Value}' is unknown; use one of {string.Join(", ", choices.Keys)}.");
        return null;
    }

    private T? As<T>(YamlNode? node, string key, string expected)
        where T : YamlNode
    {
        if (node is null or T)
        {
            return (T?)node;
        }

        Mistakes.Add(node, $"{key} is {node.Kind} where {expected} is expected.");
        return null;
    }

    private readonly Dictionary<string, YamlEntry> byKey;
    private readonly SortedSet<string> asked = new(StringComparer.Ordinal);
}
