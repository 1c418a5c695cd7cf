namespace Tongbi.Collector.Configuration;

/// <summary>One configuration file as it was read.</summary>
/// <param name="Path">The file, as it is named in messages.</param>
/// <param name="Text">Its content.</param>
public sealed record ConfigurationText(string Path, string Text);
