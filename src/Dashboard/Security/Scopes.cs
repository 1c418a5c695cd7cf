using System.Security.Claims;
using Tongbi.Collector.Catalog;

namespace Tongbi.Dashboard.Security;

/// <summary>
/// What a caller may do, as claims on the principal whatever the way of signing in: <c>ingest:*</c>, <c>ingest:&lt;source&gt;</c>,
/// <c>read:*</c>, <c>read:&lt;unit&gt;</c> (that unit and all below), <c>admin</c> (everything).
/// </summary>
public static class Scopes
{
    /// <summary>Claim type that carries one scope.</summary>
    public const string ClaimType = "tongbi:scope";

    /// <summary>The scope that includes every other.</summary>
    public const string Admin = "admin";

    /// <summary>Whether the caller administers.</summary>
    public static bool IsAdmin(this ClaimsPrincipal caller) => caller.HasClaim(ClaimType, Admin);

    /// <summary>Whether the caller may send anything at all.</summary>
    public static bool MayIngestSomething(this ClaimsPrincipal caller) =>
        caller.IsAdmin() || caller.FindAll(ClaimType).Any(claim => claim.Value.StartsWith("ingest:", StringComparison.Ordinal));

    /// <summary>Whether the caller may send records of a source.</summary>
    public static bool MayIngest(this ClaimsPrincipal caller, string source) =>
        caller.IsAdmin() || caller.HasClaim(ClaimType, "ingest:*") || caller.HasClaim(ClaimType, "ingest:" + source);

    /// <summary>Whether the caller may read any unit at all.</summary>
    public static bool MayReadSomething(this ClaimsPrincipal caller) =>
        caller.IsAdmin() || caller.FindAll(ClaimType).Any(claim => claim.Value.StartsWith("read:", StringComparison.Ordinal));

    /// <summary>Whether the caller may read a unit: it, or one above it, is among the caller's.</summary>
    public static bool MayRead(this ClaimsPrincipal caller, UnitNode unit) =>
        caller.ReadableRoots(unit).Any(root => root is null || root.Contains(unit));

    /// <summary>The topmost unit that the caller may read, the default of every selection; null if none.</summary>
    public static UnitNode? DefaultUnit(this ClaimsPrincipal caller, Catalogue catalogue)
    {
        if (caller.IsAdmin() || caller.HasClaim(ClaimType, "read:*"))
        {
            return catalogue.RootUnit;
        }

        return caller.FindAll(ClaimType)
            .Where(claim => claim.Value.StartsWith("read:", StringComparison.Ordinal))
            .Select(claim => catalogue.FindUnit(claim.Value[5..]))
            .OfType<UnitNode>()
            .MinBy(unit => (unit.Depth, unit.Index));
    }

    private static IEnumerable<UnitNode?> ReadableRoots(this ClaimsPrincipal caller, UnitNode unit)
    {
        if (caller.IsAdmin() || caller.HasClaim(ClaimType, "read:*"))
        {
            yield return null;
        }

        for (UnitNode? node = unit; node is not null; node = node.Parent)
        {
            if (caller.HasClaim(ClaimType, "read:" + node.Code))
            {
                yield return node;
            }
        }
    }
}
