using System.Text.Json.Serialization;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>Keys of programs, for administrators: the same as the verb <c>keys</c>.</summary>
public static class KeyEndpoints
{
    /// <summary>Maps <c>/api/v1/keys</c>.</summary>
    public static IEndpointRouteBuilder MapKeys(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/keys").WithTags("Keys").RequireAuthorization(Policies.Admin)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("", (SecurityStore store) => TypedResults.Ok(new KeyList([.. store.Keys().Select(key => KeyEntry.Of(key, null))])))
            .WithSummary("All keys, without their secrets.");
        group.MapPost("", Add)
            .WithSummary("Make a key; the answer shows its secret this once.")
            .Produces<KeyEntry>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapDelete("/{id}", Revoke)
            .WithSummary("Revoke a key at once and for good.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static IResult Add(NewKey wanted, SecurityStore store, ICatalogueSource catalogue)
    {
        if (string.IsNullOrWhiteSpace(wanted.Name) || wanted.Name.Length > 100)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_name", "name", "name must have 1 to 100 characters and say what the key is for.");
        }

        IReadOnlyList<string> scopes;
        DateTimeOffset? expires;
        try
        {
            scopes = ScopeList.Check(wanted.Scopes);
            ScopeList.CheckAgainst(catalogue.Current, scopes);
        }
        catch (OperatorException mistake)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_scope", "scopes", mistake.Message);
        }

        try
        {
            expires = wanted.Expires is { } date ? ExpiryDate.Parse(date) : null;
        }
        catch (OperatorException mistake)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_time", "expires", mistake.Message);
        }

        (ApiKey key, string secret) = store.AddKey(wanted.Name, scopes, expires);
        return Results.Created("/api/v1/keys/" + key.Id, KeyEntry.Of(key, secret));
    }

    private static IResult Revoke(string id, SecurityStore store) => store.RevokeKey(id)
        ? Results.NoContent()
        : Problems.Result(StatusCodes.Status404NotFound, "unknown_key", "There is no key of this id in force.");

    /// <summary>A key that is wanted.</summary>
    /// <param name="Name">What it is for.</param>
    /// <param name="Scopes">What it may do.</param>
    /// <param name="Expires">Date or instant from which it is worthless; null = never.</param>
    internal sealed record NewKey(string Name, IReadOnlyList<string> Scopes, string? Expires = null);

    /// <summary>All keys.</summary>
    /// <param name="Items">Oldest first.</param>
    internal sealed record KeyList(IReadOnlyList<KeyEntry> Items);

    /// <summary>One key.</summary>
    /// <param name="Id">Identifier.</param>
    /// <param name="Name">What it is for.</param>
    /// <param name="Scopes">What it may do.</param>
    /// <param name="CreatedAt">When it was made.</param>
    /// <param name="ExpiresAt">From when it is worthless; null = never.</param>
    /// <param name="RevokedAt">When it was revoked; null = in force.</param>
    /// <param name="LastUsedAt">Last use, to the hour.</param>
    /// <param name="Key">The secret, only in the answer that makes it.</param>
    internal sealed record KeyEntry(
        string Id,
        string Name,
        IReadOnlyList<string> Scopes,
        DateTimeOffset CreatedAt,
        DateTimeOffset? ExpiresAt,
        DateTimeOffset? RevokedAt,
        DateTimeOffset? LastUsedAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key)
    {
        /// <summary>Makes the entry of a key.</summary>
        public static KeyEntry Of(ApiKey key, string? secret) =>
            new(key.Id, key.Name, key.Scopes, key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt, secret);
    }
}
