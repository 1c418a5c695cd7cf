using DocumentFormat.OpenXml.Wordprocessing;

namespace Tongbi.Dashboard.Reports.Docx;

/// <summary>
/// Which style of the file stands for which role. Word translates the names that a person sees and numbers the ids ("1", "a3"), but keeps the
/// names in the file: so an office's own style is found by its name, and what it lacks is added.
/// </summary>
internal sealed class DocxStyleIds
{
    private readonly Dictionary<DocxRole, string> ids = [];

    private DocxStyleIds()
    {
    }

    /// <summary>The style's id of a role.</summary>
    public string Of(DocxRole role) => ids[role];

    /// <summary>Finds the roles' styles and adds those that are missing.</summary>
    public static DocxStyleIds Complete(Styles styles, ReportTemplate look)
    {
        DocxStyleIds found = new();
        HashSet<string> taken = [.. styles.Elements<Style>().Select(style => style.StyleId?.Value ?? "")];
        List<DocxRole> missing = [];
        foreach (DocxRole role in Enum.GetValues<DocxRole>())
        {
            string name = DocxStyles.NameOf(role);
            StyleValues type = role == DocxRole.Table ? StyleValues.Table : StyleValues.Paragraph;
            Style? own = styles.Elements<Style>().FirstOrDefault(style =>
                style.Type?.Value == type && style.StyleId?.Value is not null && string.Equals(style.StyleName?.Val?.Value, name, StringComparison.OrdinalIgnoreCase));
            if (own is not null)
            {
                found.ids[role] = own.StyleId!.Value!; // the search asked for one with an id
                continue;
            }

            missing.Add(role);
            string id = taken.Contains(role.ToString()) ? "Tongbi" + role : role.ToString();
            found.ids[role] = id;
        }

        foreach (DocxRole role in missing)
        {
            styles.AppendChild(DocxStyles.Of(role, look, found.Of));
        }

        return found;
    }
}
