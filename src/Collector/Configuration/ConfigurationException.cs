namespace Tongbi.Collector.Configuration;

/// <summary>A configuration file cannot be used; carries every mistake found in it, in the order of the file.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Collects the mistakes; there is at least one.</summary>
    public ConfigurationException(IReadOnlyList<ConfigurationMistake> mistakes)
        : base(string.Join('\n', mistakes))
    {
        Mistakes = mistakes;
    }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationMistake> Mistakes { get; }
}
