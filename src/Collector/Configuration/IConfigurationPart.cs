namespace Tongbi.Collector.Configuration;

/// <summary>A part of the configuration that is watched while the program runs.</summary>
public interface IConfigurationPart
{
    /// <summary>The file or folder.</summary>
    ConfigurationPlace Place { get; }

    /// <summary>Why the text as it stands now is not in force; empty if it is.</summary>
    IReadOnlyList<ConfigurationMistake> LastMistakes { get; }
}
