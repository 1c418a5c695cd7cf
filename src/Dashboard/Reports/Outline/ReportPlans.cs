using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Reports.Outline;

/// <summary>The outlines of all editions, from <c>reports/*.yaml</c>; an edition without a file has a plain outline made from the catalogue. Immutable.</summary>
public sealed class ReportPlans
{
    private readonly Dictionary<ReportEdition, ReportOutline> outlines;

    private ReportPlans(Dictionary<ReportEdition, ReportOutline> outlines) => this.outlines = outlines;

    /// <summary>The outline of an edition.</summary>
    public ReportOutline this[ReportEdition edition] => outlines[edition];

    /// <summary>All outlines.</summary>
    public IEnumerable<ReportOutline> All => outlines.Values;

    /// <summary>How many were read from files.</summary>
    public int FileCount => outlines.Values.Count(outline => outline.Text.Length > 0);

    /// <summary>Reads the files against a catalogue.</summary>
    /// <exception cref="ConfigurationException">With every mistake.</exception>
    public static ReportPlans Read(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(catalogue);
        Dictionary<ReportEdition, ReportOutline> outlines = ReportEditions.All.Values.ToDictionary(edition => edition, edition => DefaultOutline.Of(edition, catalogue));
        List<ConfigurationMistake> mistakes = [];
        foreach (ConfigurationText text in texts)
        {
            try
            {
                ReportOutline outline = OutlineReader.Read(text.Path, text.Text, catalogue);
                outlines[outline.Edition] = outline;
            }
            catch (ConfigurationException failure)
            {
                mistakes.AddRange(failure.Mistakes);
            }
        }

        if (mistakes.Count == 0)
        {
            mistakes.AddRange(AcrossFiles(texts, outlines));
        }

        return mistakes.Count == 0 ? new ReportPlans(outlines) : throw new ConfigurationException(mistakes);
    }

    private static IEnumerable<ConfigurationMistake> AcrossFiles(IReadOnlyList<ConfigurationText> texts, Dictionary<ReportEdition, ReportOutline> outlines)
    {
        string[] twice = [.. outlines.Values.SelectMany(outline => outline.Schedules).GroupBy(schedule => schedule.Id).Where(group => group.Count() > 1).Select(group => group.Key)];
        foreach (string id in twice)
        {
            yield return new ConfigurationMistake(texts[^1].Path, 1, 1, $"two schedules are called '{id}'; give each its own id.");
        }

        // Eleven published months and a published year give the twelfth away: what is withheld in one edition must not follow from another.
        if (outlines.Values.Count(outline => outline.Public != PublicProfile.None) > 1)
        {
            yield return new ConfigurationMistake(texts[^1].Path, 1, 1, "only one edition may have a public profile: figures withheld in one could be recomputed from the others.");
        }
    }
}
