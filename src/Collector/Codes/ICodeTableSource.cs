namespace Tongbi.Collector.Codes;

/// <summary>Gives the code tables in force.</summary>
public interface ICodeTableSource
{
    /// <summary>What is in force; take it once per operation.</summary>
    CodeTables Current { get; }
}
