using Tongbi.Dashboard.Api;

namespace Tongbi.Dashboard.Security;

/// <summary>
/// Refuses what a foreign page makes a browser send with our cookies: every unsafe method, and the opening of a WebSocket. Keys in headers are
/// never attached by a browser and pass; so does a caller that is no browser (neither <c>Sec-Fetch-Site</c> nor <c>Origin</c>).
/// </summary>
internal sealed class SameOriginMiddleware(RequestDelegate next)
{
    /// <summary>Judges one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        bool ambient = context.User.Identity?.IsAuthenticated != true || context.User.HasClaim(claim => claim.Type == Caller.AmbientClaim);
        bool acts = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            || context.WebSockets.IsWebSocketRequest;
        return acts && ambient && IsForeign(request)
            ? Problems.WriteAsync(context, StatusCodes.Status403Forbidden, "cross_origin", "A page of another origin sent this request; use a key in a header instead.")
            : next(context);
    }

    private static bool IsForeign(HttpRequest request)
    {
        // The browser's own word comes first; a WebSocket handshake of an older browser carries only Origin.
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin is [{ Length: > 0 } origin]
            && !string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }
}
