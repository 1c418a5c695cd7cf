using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Tongbi.Dashboard.Tests;

/// <summary>Compares an answer with an approved text in the repository, in a folder <c>Approved</c> beside the test.</summary>
internal static partial class Approved
{
    /// <summary>The text with its long floating-point numbers cut to ten digits: the last ones are the processor's, not ours.</summary>
    public static string TenDigits(string text) =>
        LongNumber().Replace(text, number => double.Parse(number.Value, CultureInfo.InvariantCulture).ToString("G10", CultureInfo.InvariantCulture));

    /// <summary>Asserts equality; on a difference the received text is written beside the approved one, to be looked at and taken over.</summary>
    public static void ShouldMatch(string name, string received, [CallerFilePath] string test = "")
    {
        string approved = Path.Combine(Path.GetDirectoryName(test)!, "Approved", name);
        string expected = File.Exists(approved) ? File.ReadAllText(approved).TrimEnd('\n') : "";
        if (expected != received)
        {
            File.WriteAllText(approved + ".received", received + "\n");
        }

        Assert.Equal(expected, received);
    }

    [GeneratedRegex(@"\d+\.\d{11,}(E[-+]\d+)?")]
    private static partial Regex LongNumber();
}
