using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Api;

namespace Tongbi.Dashboard.Security;

/// <summary>Signing in and out, and who is signed in.</summary>
public static class SessionEndpoints
{
    /// <summary>Maps <c>/api/v1/session</c>.</summary>
    public static IEndpointRouteBuilder MapSession(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/session").WithTags("Session");
        group.MapPost("", SignInAsync).AllowAnonymous()
            .WithSummary("Sign in; the answer sets the session cookie.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapGet("", Describe)
            .WithSummary("Who is calling, with which scopes, and the topmost unit that may be read.")
            .Produces<SessionDescription>().ProducesProblem(StatusCodes.Status401Unauthorized);
        group.MapDelete("", (Delegate)SignOutAsync)
            .WithSummary("Sign out.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status401Unauthorized);
        return routes;
    }

    private static async Task<IResult> SignInAsync(Credentials credentials, HttpContext context, SecurityStore store, SignInThrottle throttle, ILogger<SecurityStore> logger)
    {
        IPAddress address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (throttle.WaitOf(address) is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("F0", System.Globalization.CultureInfo.InvariantCulture);
            return Problems.Result(StatusCodes.Status429TooManyRequests, "too_many_attempts", "Too many failed attempts from this address; wait and try again.");
        }

        if (store.CheckPassword(credentials.User, credentials.Password) is not { } user)
        {
            throttle.NoteFailure(address);
            Log.SignInFailed(logger, address);
            return Problems.Result(StatusCodes.Status401Unauthorized, "bad_credentials", "User and password do not fit.");
        }

        throttle.NoteSuccess(address);
        await context.SignInAsync(SecurityExtensions.SessionScheme, Caller.Of(user));
        Log.SignedIn(logger, user.Name);
        return Results.NoContent();
    }

    private static SessionDescription Describe(ClaimsPrincipal caller, ICatalogueSource catalogue) =>
        new(caller.ActorName(), [.. caller.FindAll(Scopes.ClaimType).Select(claim => claim.Value)], caller.DefaultUnit(catalogue.Current)?.Code);

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(SecurityExtensions.SessionScheme);
        return Results.NoContent();
    }

    /// <summary>What a person types.</summary>
    /// <param name="User">Account name.</param>
    /// <param name="Password">Its password.</param>
    internal sealed record Credentials(string User, string Password);

    /// <summary>Who is calling.</summary>
    /// <param name="User">Account name, or <c>key:&lt;id&gt;</c>, <c>device:&lt;id&gt;</c>.</param>
    /// <param name="Scopes">What the caller may do.</param>
    /// <param name="Unit">Topmost unit that the caller may read; null if none.</param>
    internal sealed record SessionDescription(string User, IReadOnlyList<string> Scopes, string? Unit);
}
