namespace Tongbi.Collector.Codes;

/// <summary>Code tables that stay: a verb sees the same from its beginning to its end.</summary>
/// <param name="tables">The tables.</param>
public sealed class FixedCodeTables(CodeTables tables) : ICodeTableSource
{
    /// <inheritdoc/>
    public CodeTables Current => tables;
}
