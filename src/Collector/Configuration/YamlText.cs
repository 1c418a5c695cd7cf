namespace Tongbi.Collector.Configuration;

/// <summary>A scalar, as it was written: numbers and booleans are texts until a reader asks for more.</summary>
/// <param name="Value">The text without quotes.</param>
/// <param name="IsPlain">Whether it was written without quotes.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
public sealed record YamlText(string Value, bool IsPlain, int Line, int Column) : YamlNode(Line, Column)
{
    /// <inheritdoc/>
    public override string Kind => IsNull ? "nothing" : "a text";

    /// <summary>Whether it stands for "no value" (YAML 1.2 core schema).</summary>
    public bool IsNull => IsPlain && Value is "" or "~" or "null";
}
