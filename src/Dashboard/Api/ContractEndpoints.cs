namespace Tongbi.Dashboard.Api;

/// <summary>The contract as the running server publishes it: OpenAPI 3.1.</summary>
public static class ContractEndpoints
{
    /// <summary>Adds the description.</summary>
    public static IServiceCollection AddContract(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer<ContractTransformer>();
    });

    /// <summary>Maps <c>/openapi/v1.json</c>, for any valid key or session.</summary>
    public static IEndpointRouteBuilder MapContract(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        return routes;
    }
}
