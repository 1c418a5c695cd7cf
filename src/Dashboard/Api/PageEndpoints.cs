namespace Tongbi.Dashboard.Api;

/// <summary>The browser's side: static files for anybody, pages for those who may see something.</summary>
public static class PageEndpoints
{
    /// <summary>Maps the static files, the sign-in page and the pages, which are all the client's one page.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        string manifest = Path.Combine(AppContext.BaseDirectory, $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json");
        if (File.Exists(manifest))
        {
            app.MapStaticAssets(manifest).AllowAnonymous();
        }

        app.MapGet("/login", Page).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/", Page).ExcludeFromDescription();
        app.MapGet("/today", Page).ExcludeFromDescription();
        app.MapGet("/explore", Page).ExcludeFromDescription();
        app.MapGet("/sources", Page).ExcludeFromDescription();
        app.MapGet("/admin", Page).ExcludeFromDescription();
        app.MapGet("/alerts", Page).ExcludeFromDescription();
        app.MapGet("/alerts/{id}", Page).ExcludeFromDescription();
        app.MapGet("/silences", Page).ExcludeFromDescription();
        app.MapGet("/rosters", Page).ExcludeFromDescription();
        app.MapGet("/reports", Page).ExcludeFromDescription();
        app.MapGet("/reports/{id}", Page).ExcludeFromDescription();
        app.MapGet("/rules", Page).ExcludeFromDescription();
        app.MapGet("/rules/{id}", Page).ExcludeFromDescription();
        app.MapGet("/rules/{id}/backtest", Page).ExcludeFromDescription();
        app.MapGet("/bulletin", Page).ExcludeFromDescription();
        app.MapGet("/walls/{id}/edit", Page).ExcludeFromDescription();
        app.MapGet("/wall/{id}", Page).ExcludeFromDescription();
        return app;
    }

    /// <summary>The client's one page; its script shows what belongs to the address.</summary>
    private static IResult Page(IWebHostEnvironment environment, HttpContext context)
    {
        // A new version of the client must be seen at the next visit; its scripts have their content in their names.
        context.Response.Headers.CacheControl = "no-cache";
        return environment.WebRootFileProvider.GetFileInfo("index.html") is { Exists: true } file
            ? Results.Stream(file.CreateReadStream(), "text/html; charset=utf-8")
            : Problems.Result(StatusCodes.Status404NotFound, "not_built", "The pages were not built into this server; build src/Dashboard with Node.js installed.");
    }
}
