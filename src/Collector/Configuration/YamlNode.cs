namespace Tongbi.Collector.Configuration;

/// <summary>A node of a YAML file with the place where it begins.</summary>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public abstract record YamlNode(int Line, int Column)
{
    /// <summary>What it is, for messages: "a text", "a list", "a map".</summary>
    public abstract string Kind { get; }
}
