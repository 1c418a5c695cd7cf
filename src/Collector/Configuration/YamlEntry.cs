namespace Tongbi.Collector.Configuration;

/// <summary>One key of a map with its value.</summary>
/// <param name="Key">The key with its place.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(YamlText Key, YamlNode Value);
