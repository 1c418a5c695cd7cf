using Tongbi.Testing;

namespace Tongbi.Acceptance;

/// <summary>Configuration directories that the tests start the program with.</summary>
internal static class Configurations
{
    /// <summary>The small county of these tests.</summary>
    public static string County { get; } = Path.Combine(RepositoryPaths.Root, "tests", "Acceptance.Tests", "Config", "county");

    /// <summary>The shipped example for the real data set.</summary>
    public static string Chicago { get; } = Path.Combine(RepositoryPaths.Root, "config", "examples", "chicago");
}
