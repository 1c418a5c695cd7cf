using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/catalog</c>: what may be counted.</summary>
public static class CatalogEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapCatalog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/catalog", (HttpRequest request, ICatalogueSource catalogue) =>
            {
                _ = new QueryReader(request, []);
                return TypedResults.Ok(CatalogueDocument.Of(catalogue.Current));
            })
            .RequireAuthorization(Policies.Read)
            .WithTags("Catalogue")
            .WithSummary("The catalogue in force: units, sources, metrics with categories and definitions, holidays, calendar.")
            .WithQuery([])
            .WithQueryProblems();
        return routes;
    }
}
