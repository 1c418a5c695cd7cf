using System.Net.Mime;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Tongbi.Dashboard.Api;

namespace Tongbi.Dashboard.Security;

/// <summary>
/// The one scheme that picks among the ways of signing in: a wall link's token, else a presented key, else a session, else a screen's cookie.
/// A presented key that is wrong is refused even beside a good cookie. Programs are answered with problems, never with a redirect; a browser
/// that opens a page is sent to the sign-in page.
/// </summary>
internal sealed class CallerAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    SecurityStore store) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "Tongbi";

    /// <summary>Cookie of a screen. It carries the device's token, so that the link can be thrown away.</summary>
    public const string DeviceCookie = "tongbi.device";

    /// <summary>Longest life that browsers grant a cookie; renewed whenever the link is opened.</summary>
    private static readonly TimeSpan DeviceCookieLife = TimeSpan.FromDays(400);

    private static readonly PathString WallPages = "/wall";

    private static readonly PathString[] ProgramPaths = ["/api", "/hubs", "/openapi", "/health", "/metrics", "/write", "/query", "/ping"];

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Path.StartsWithSegments(WallPages) && Request.Query["token"] is [{ Length: > 0 } linkToken])
        {
            return FromLink(linkToken);
        }

        if (PresentedKey.Of(Request) is { } presented)
        {
            return store.FindValidKey(presented.Secret) is { } key
                ? AuthenticateResult.Success(new AuthenticationTicket(Caller.Of(key, presented.Ambient), Scheme.Name))
                : AuthenticateResult.Fail("The key is not known, has expired or was revoked.");
        }

        AuthenticateResult session = await Context.AuthenticateAsync(SecurityExtensions.SessionScheme);
        if (session.Succeeded)
        {
            return session;
        }

        return Request.Cookies[DeviceCookie] is { Length: > 0 } token && store.FindValidDevice(token) is { } device
            ? AuthenticateResult.Success(new AuthenticationTicket(Caller.Of(device), Scheme.Name))
            : AuthenticateResult.NoResult();
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsPageVisit())
        {
            Response.Redirect("/login?return=" + UrlEncoder.Encode(Request.Path.Value ?? "/"));
            return Task.CompletedTask;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(Context, StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in, or send a valid key as X-API-Key or Authorization: Bearer.");
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, StatusCodes.Status403Forbidden, "forbidden", "These credentials do not carry the scope that this needs.");

    private AuthenticateResult FromLink(string token)
    {
        if (store.FindValidDevice(token) is not { } device)
        {
            return AuthenticateResult.Fail("The link's token is not known or was revoked.");
        }

        Response.Cookies.Append(DeviceCookie, token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = Request.IsHttps,
            MaxAge = DeviceCookieLife,
            Path = "/",
            IsEssential = true,
        });
        return AuthenticateResult.Success(new AuthenticationTicket(Caller.Of(device), Scheme.Name));
    }

    private bool IsPageVisit() =>
        HttpMethods.IsGet(Request.Method)
        && !ProgramPaths.Any(path => Request.Path.StartsWithSegments(path))
        && Request.Headers.Accept.Any(accept => accept is not null && accept.Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase));
}
