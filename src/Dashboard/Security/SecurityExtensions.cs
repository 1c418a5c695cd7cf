using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Security;

/// <summary>Registers who may do what. Nothing is readable without credentials unless its endpoint says so.</summary>
public static class SecurityExtensions
{
    /// <summary>Scheme of the session cookie.</summary>
    internal const string SessionScheme = "session";

    /// <summary>Name of the session cookie.</summary>
    internal const string SessionCookie = "tongbi.session";

    /// <summary>A session without a request for so long is over.</summary>
    private static readonly TimeSpan SessionIdle = TimeSpan.FromHours(12);

    /// <summary>Adds the user store, the ways of signing in and the policies.</summary>
    public static IServiceCollection AddSecurity(this IServiceCollection services, DataDirectory data)
    {
        string sessionKeys = Path.Combine(data.KeysFolder, "session");
        DataDirectory.CreatePrivate(data.KeysFolder);
        DataDirectory.CreatePrivate(sessionKeys);
        services.AddDataProtection().SetApplicationName("Tongbi").PersistKeysToFileSystem(new DirectoryInfo(sessionKeys));
        services.AddSingleton(provider => SecurityStore.Open(data.SecurityFile, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SignInThrottle>();
        services.AddHostedService<FirstRun>();

        services.AddAuthentication(CallerAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, CallerAuthenticationHandler>(CallerAuthenticationHandler.SchemeName, null)
            .AddCookie(SessionScheme, cookie =>
            {
                cookie.Cookie.Name = SessionCookie;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = SessionIdle;
                cookie.SlidingExpiration = true;
                cookie.Events.OnValidatePrincipal = JudgeByTheAccountAsync;
            });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.IsAdmin()))
            .AddPolicy(Policies.Read, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.MayReadSomething()));
        return services;
    }

    /// <summary>Authenticates, then refuses what a foreign page made a browser send, then authorizes.</summary>
    public static IApplicationBuilder UseSecurity(this IApplicationBuilder app) =>
        app.UseAuthentication().UseMiddleware<SameOriginMiddleware>().UseAuthorization();

    /// <summary>The cookie says only who it was; what the account may do is looked up with every request.</summary>
    private static async Task JudgeByTheAccountAsync(CookieValidatePrincipalContext context)
    {
        SecurityStore store = context.HttpContext.RequestServices.GetRequiredService<SecurityStore>();
        UserAccount? user = store.FindUser(context.Principal?.Identity?.Name ?? "");
        if (user is null || context.Principal?.HasClaim(Caller.StampClaim, user.Stamp) != true)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SessionScheme);
            return;
        }

        context.ReplacePrincipal(Caller.Of(user));
    }
}
