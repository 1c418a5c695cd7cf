using System.Text.RegularExpressions;

namespace Tongbi.Dashboard.Verbs;

/// <summary>
/// A file's name as a verb shows it: runs of eleven and more digits, which may be somebody's number, are left out. What a verb prints often
/// ends in a log.
/// </summary>
internal static partial class ShownName
{
    /// <summary>The name to show.</summary>
    public static string Of(FileSystemInfo file) => Numbers().Replace(file.Name, "…");

    [GeneratedRegex("[0-9]{11,}")]
    private static partial Regex Numbers();
}
