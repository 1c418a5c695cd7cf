using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Security;

/// <summary>Reads scopes as people write them, strictly: a misspelt scope would silently open nothing.</summary>
public static class ScopeList
{
    private const string Forms = "ingest:SOURCE, ingest:*, read:UNIT, read:* or admin";

    /// <summary>Splits a comma-separated list and checks each scope's form.</summary>
    /// <exception cref="OperatorException">The list is empty, or one of them is no scope; the message quotes it.</exception>
    public static IReadOnlyList<string> Parse(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return Check(list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Checks the form of scopes; doubles are dropped.</summary>
    /// <exception cref="OperatorException">There is none, or one of them is no scope; the message quotes it.</exception>
    public static IReadOnlyList<string> Check(IEnumerable<string> scopes)
    {
        string[] distinct = [.. scopes.Distinct(StringComparer.Ordinal)];
        if (distinct.Length == 0)
        {
            throw new OperatorException($"No scope was given; name at least one of {Forms}.");
        }

        return distinct.FirstOrDefault(scope => !HasForm(scope)) is { } wrong
            ? throw new OperatorException($"\"{wrong}\" is no scope; use {Forms}.")
            : distinct;
    }

    /// <summary>Checks that the sources and units named are in the catalogue.</summary>
    /// <exception cref="OperatorException">One is not; the message quotes it.</exception>
    public static void CheckAgainst(Catalogue catalogue, IReadOnlyList<string> scopes)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(scopes);
        foreach (string[] parts in scopes.Select(scope => scope.Split(':', 2)).Where(parts => parts is [_, not "*"]))
        {
            if (parts[0] == "ingest" ? catalogue.FindSource(parts[1]) is null : catalogue.FindUnit(parts[1]) is null)
            {
                throw new OperatorException($"The scope \"{string.Join(':', parts)}\" names a {(parts[0] == "ingest" ? "source" : "unit")} that is not in the catalogue.");
            }
        }
    }

    private static bool HasForm(string scope) =>
        scope == Scopes.Admin
        || (scope.Split(':', 2) is ["ingest" or "read", { Length: > 0 } rest] && !rest.Any(character => char.IsWhiteSpace(character) || character == ','));
}
