using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>All watched folders.</summary>
/// <param name="Items">In the order of the file.</param>
public sealed record FolderPlans(IReadOnlyList<FolderPlan> Items)
{
    /// <summary>Reads <c>folders.yaml</c> against a catalogue.</summary>
    /// <param name="texts">The file, or nothing.</param>
    /// <param name="catalogue">The catalogue in force.</param>
    /// <exception cref="ConfigurationException">It cannot be used; carries every mistake.</exception>
    public static FolderPlans Parse(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
    {
        List<FolderPlan> plans = [];
        foreach (ConfigurationText text in texts)
        {
            MistakeList mistakes = new(text.Path);
            if (StrictYaml.Parse(text.Text, mistakes) is { } root)
            {
                plans.AddRange(new FolderPlanReader(catalogue, Path.GetDirectoryName(Path.GetFullPath(text.Path))!).Read(root)); // a file is in a folder
            }

            mistakes.ThrowIfAny();
        }

        return new FolderPlans(plans);
    }
}
