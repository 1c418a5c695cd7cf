using Microsoft.Net.Http.Headers;

namespace Tongbi.Dashboard.Security;

/// <summary>Headers that bind the browser: our own scripts only, no framing, no sniffing, no referrer (a wall's address holds its token).</summary>
public static class SecurityHeadersExtensions
{
    private static readonly PathString[] ProgramPaths = ["/api", "/health", "/openapi", "/write", "/query"];

    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the headers to every answer. They are set when it starts, because an error clears what was set before.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Set, context);
        return next(context);
    });

    private static Task Set(object state)
    {
        HttpContext context = (HttpContext)state;
        IHeaderDictionary headers = context.Response.Headers;
        headers[HeaderNames.ContentSecurityPolicy] = ContentSecurityPolicy;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (ProgramPaths.Any(path => context.Request.Path.StartsWithSegments(path)))
        {
            // Figures and states are for their caller now; no proxy or browser keeps them.
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
