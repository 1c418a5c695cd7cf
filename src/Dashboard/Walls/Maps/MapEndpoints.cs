using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Walls.Maps;

/// <summary>The bureau's maps for walls.</summary>
public static class MapEndpoints
{
    /// <summary>Adds the maps of the configuration directory.</summary>
    public static IServiceCollection AddMaps(this IServiceCollection services, ConfigDirectory config) =>
        services.AddConfigurationPart(UnitMaps.Place(config.MapsFolder), UnitMaps.Read);

    /// <summary>Maps <c>/api/v1/maps</c>.</summary>
    public static IEndpointRouteBuilder MapMaps(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/maps").WithTags("Walls").RequireAuthorization(Policies.Read)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("/{id}", Find)
            .WithSummary("A map of the units, projected and ready to draw.")
            .Produces<UnitMap>().ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static IResult Find(string id, ConfigurationWatch<UnitMaps> maps) => maps.Current.ById.TryGetValue(id, out UnitMap? map)
        ? Results.Json(map, ApiJson.Options)
        : Problems.Result(StatusCodes.Status404NotFound, "unknown_map", "id", $"There is no map '{QueryEcho.Word(id)}'; the bureau's maps are maps/*.geojson of the configuration directory.");
}
