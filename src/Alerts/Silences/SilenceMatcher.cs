using System.Text.RegularExpressions;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Silences;

/// <summary>One condition of a silence, in Alertmanager's form. <c>alertname</c> is the rule.</summary>
/// <param name="Name">Name of the label.</param>
/// <param name="Value">Value, or a regular expression that the whole value must match.</param>
/// <param name="IsRegex">Whether <paramref name="Value"/> is a regular expression.</param>
/// <param name="IsEqual">False turns the condition round.</param>
public sealed record SilenceMatcher(string Name, string Value, bool IsRegex, bool IsEqual)
{
    /// <summary>Longest value.</summary>
    public const int MaximumLength = 512;

    /// <summary>Whether the regular expression can be used: it is one, without look-around or back-references (it runs in linear time).</summary>
    public bool IsUsable
    {
        get
        {
            try
            {
                return !IsRegex || Compiled() is not null;
            }
            catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether the labels meet the condition.</summary>
    public bool Matches(Labels labels)
    {
        string value = labels[Name == "alertname" ? "rule" : Name];
        bool same = IsRegex ? Compiled().IsMatch(value) : value == Value;
        return same == IsEqual;
    }

    private Regex Compiled() => compiled ??= new Regex($"^(?:{Value})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private Regex? compiled;
}
