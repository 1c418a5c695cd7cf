using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongbi.Dashboard.Reports.Layout;

/// <summary>A caption taken apart, so that its number can be a field: 表 · 1 · 各类警情统计表.</summary>
/// <param name="Kind">The words before the number, as 表; empty if the caption has no number.</param>
/// <param name="Number">The number; 0 if there is none.</param>
/// <param name="Rest">What follows it, blanks included; the whole caption if there is no number.</param>
internal readonly partial record struct CaptionParts(string Kind, int Number, string Rest)
{
    /// <summary>Takes a caption apart.</summary>
    public static CaptionParts Of(string caption) =>
        Numbered().Match(caption) is { Success: true } match
            ? new CaptionParts(match.Groups["kind"].Value, int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), match.Groups["rest"].Value)
            : new CaptionParts("", 0, caption);

    /// <summary>The name of the counting field: one letter word, as Word allows.</summary>
    public string Sequence => Kind.Trim();

    [GeneratedRegex(@"^(?<kind>(附?表|附?图|Table |Figure |Chart ))(?<number>[0-9]{1,4})(?<rest>(\s.*)?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
