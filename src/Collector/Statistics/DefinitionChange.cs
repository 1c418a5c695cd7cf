using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Catalog;

namespace Tongbi.Collector.Statistics;

/// <summary>口径变动: one day on which the set of categories below a figure changed, by the catalogue's <c>validFrom</c> and <c>validTo</c>.</summary>
/// <param name="Date">First statistical date of the new set.</param>
/// <param name="Category">The category that came or went.</param>
/// <param name="IsNew">Whether it came.</param>
internal sealed record DefinitionChange(LocalDate Date, CategoryNode Category, bool IsNew)
{
    /// <summary>How many categories a note names.</summary>
    private const int MostNames = 5;

    /// <summary>
    /// The changes of a figure's categories after the first day of the earlier span and before the end of the later one, in order. A figure's categories are
    /// the one it is of and all below it; a selection's those that it selects; a ratio's those of both its parts.
    /// </summary>
    public static IReadOnlyList<DefinitionChange> Between(Metric metric, string category, int fromDay, int toDay)
    {
        List<DefinitionChange>? changes = null;
        foreach (CategoryNode node in Tops(metric, category))
        {
            Collect(node, fromDay, toDay, ref changes);
        }

        return changes is null ? [] : [.. changes.DistinctBy(change => (change.Date, change.Category, change.IsNew)).OrderBy(change => change.Date)];
    }

    /// <summary>The note of one or several changes.</summary>
    public static (string Zh, string En) Note(IReadOnlyList<DefinitionChange> changes)
    {
        return (Say(Wording.Chinese, category => category.Name, "、", ";"), Say(Wording.English, category => category.NameEn, ", ", "; "));

        string Say(Wording wording, Func<CategoryNode, string> name, string comma, string semicolon) => wording.Say("definition.note", ("changes", string.Join(
            semicolon,
            changes.GroupBy(change => (change.Date, change.IsNew)).Select(group => wording.Say(
                group.Key.IsNew ? "definition.new" : "definition.gone",
                ("date", LocalDatePattern.Iso.Format(group.Key.Date)),
                ("names", string.Join(comma, group.Take(MostNames).Select(change => name(change.Category))) + (group.Count() > MostNames ? wording["definition.more"] : "")))))));
    }

    private static IEnumerable<CategoryNode> Tops(Metric metric, string category) => metric.Kind switch
    {
        MetricKind.Selection => category.Length == 0 ? metric.Select : metric.Select.Where(chosen => chosen.Path == category),
        MetricKind.Ratio => [.. Part(metric.Numerator), .. Part(metric.Denominator)],
        _ => metric.FindCategory(category) is { } node ? [node] : [],
    };

    private static IEnumerable<CategoryNode> Part(Metric? part) => part is null ? [] : Tops(part, "");

    private static void Collect(CategoryNode node, int fromDay, int toDay, ref List<DefinitionChange>? changes)
    {
        if (node.ValidFrom is { } from && IsBetween(from))
        {
            (changes ??= []).Add(new DefinitionChange(from, node, IsNew: true));
        }

        if (node.ValidTo is { } to && IsBetween(to))
        {
            (changes ??= []).Add(new DefinitionChange(to, node, IsNew: false));
        }

        for (int i = 0; i < node.Children.Count; i++)
        {
            Collect(node.Children[i], fromDay, toDay, ref changes);
        }

        bool IsBetween(LocalDate date) => OfficeCalendar.DayNumber(date) is int day && day > fromDay && day < toDay;
    }
}
