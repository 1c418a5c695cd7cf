using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Sources.Database;

/// <summary>All pulls (<c>pulls.yaml</c>), validated against a catalogue. Immutable.</summary>
/// <param name="Pulls">The pulls in the order of the file.</param>
public sealed record PullPlan(IReadOnlyList<PullDefinition> Pulls)
{
    /// <summary>Most pulls in a file.</summary>
    public const int MostPulls = 256;

    /// <summary>Reads the texts of a place; none = no pulls.</summary>
    /// <exception cref="ConfigurationException">They cannot be used; carries every mistake.</exception>
    public static PullPlan Parse(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
    {
        List<PullDefinition> pulls = [];
        foreach (ConfigurationText text in texts)
        {
            MistakeList mistakes = new(text.Path);
            if (StrictYaml.Parse(text.Text, mistakes) is { } root)
            {
                new PullsReader(catalogue).Read(root, pulls);
            }

            mistakes.ThrowIfAny();
        }

        return new PullPlan(pulls);
    }
}
