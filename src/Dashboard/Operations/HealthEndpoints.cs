using System.Security.Claims;

namespace Tongbi.Dashboard.Operations;

/// <summary>What a supervisor, a load balancer and an InfluxDB client ask before they trust the server. Answers anybody, with the state only.</summary>
public static class HealthEndpoints
{
    /// <summary>Version of InfluxDB whose write protocol is spoken; clients look at its first number.</summary>
    private const string InfluxVersion = "1.8.10";

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/ping</c>.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("").WithTags("Operations").AllowAnonymous();
        group.MapGet("/health/live", () => TypedResults.Ok(new HealthState("live", null)))
            .WithSummary("Whether the process answers at all.");
        group.MapGet("/health/ready", ReadyAsync)
            .WithSummary("Whether figures can be served and records taken; the reasons why not are told to signed-in callers.")
            .WithDescription("Reasons that are not blocking (a refused change of the configuration, little room on the disk) do not make the server unready.")
            .Produces<HealthState>().Produces<HealthState>(StatusCodes.Status503ServiceUnavailable);
        group.MapMethods("/ping", [HttpMethods.Get, HttpMethods.Head], Ping)
            .WithSummary("For InfluxDB clients: 204 with X-Influxdb-Version.")
            .Produces(StatusCodes.Status204NoContent);
        return routes;
    }

    private static async Task<IResult> ReadyAsync(ReadinessChecks checks, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReadinessReason> reasons = await checks.LookAsync(cancellationToken);
        bool isReady = !reasons.Any(reason => reason.Blocking);
        HealthState state = new(isReady ? "ready" : "unready", caller.Identity?.IsAuthenticated == true ? reasons : null);
        return Results.Json(state, statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static IResult Ping(HttpResponse response)
    {
        response.Headers["X-Influxdb-Version"] = InfluxVersion;
        return Results.NoContent();
    }

    /// <summary>State of the server.</summary>
    /// <param name="Status"><c>live</c>, <c>ready</c> or <c>unready</c>.</param>
    /// <param name="Reasons">What is wrong; only for signed-in callers.</param>
    internal sealed record HealthState(
        string Status,
        [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ReadinessReason>? Reasons);
}
