using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Codes;

/// <summary>The code tables of the watched configuration file.</summary>
/// <param name="watch">The watch on the file.</param>
public sealed class WatchedCodeTables(ConfigurationWatch<CodeTables> watch) : ICodeTableSource
{
    /// <inheritdoc/>
    public CodeTables Current => watch.Current;
}
