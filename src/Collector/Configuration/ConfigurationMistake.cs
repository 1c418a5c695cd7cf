namespace Tongbi.Collector.Configuration;

/// <summary>One mistake in a configuration file.</summary>
/// <param name="File">The file, as the caller named it.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
/// <param name="Reason">One sentence that names the field, its value and the remedy.</param>
public sealed record ConfigurationMistake(string File, int Line, int Column, string Reason)
{
    /// <summary>The form that editors and terminals turn into a link: <c>file:line:column: reason</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Reason}";
}
