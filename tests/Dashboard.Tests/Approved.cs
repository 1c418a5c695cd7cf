using System.Runtime.CompilerServices;
using Xunit;

namespace Tongbi.Dashboard.Tests;

/// <summary>Compares an answer with an approved text in the repository, in a folder <c>Approved</c> beside the test.</summary>
internal static class Approved
{
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
}
