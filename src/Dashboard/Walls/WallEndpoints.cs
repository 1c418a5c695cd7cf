using System.Net.Mime;
using System.Security.Claims;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;
using Tongbi.Dashboard.Walls.Editing;

namespace Tongbi.Dashboard.Walls;

/// <summary>Layouts and snapshots over HTTP.</summary>
public static class WallEndpoints
{
    /// <summary>Longest that a snapshot waits for counts that are acknowledged but not yet in the cube.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Maps <c>/api/v1/walls</c>.</summary>
    public static IEndpointRouteBuilder MapWalls(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/walls").WithTags("Walls").RequireAuthorization(Policies.Read)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("", List)
            .WithSummary("The walls that the caller may read.")
            .Produces<WallList>();
        group.MapGet("/{id}", Layout)
            .WithSummary("A wall's layout, all codes with their names.")
            .Produces<WallDocument>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/snapshot", SnapshotAsync)
            .WithSummary("Everything that a wall shows now; the same as the hub's Snapshot.")
            .Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Application.Json)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapWallEditing();
        return routes;
    }

    private static WallList List(ClaimsPrincipal caller, WallStore walls, ICatalogueSource catalogues) => new(
        [
            .. walls.Layouts.Values.OrderBy(layout => layout.Id, StringComparer.Ordinal)
                .Select(layout => (layout, choice: ViewChoice.Choose(walls, catalogues.Current, caller, layout.Id, null)))
                .Where(wall => wall.choice.Unit is not null)
                .Select(wall => new WallSummary(wall.layout.Id, wall.layout.Title, wall.layout.TitleEn, wall.layout.Width, wall.layout.Height, wall.choice.Unit?.Code ?? "")),
        ],
        caller.IsAdmin() ? [.. walls.LastMistakes.Select(mistake => mistake.ToString())] : []);

    private static IResult Layout(string id, string? unit, ClaimsPrincipal caller, WallStore walls, ICatalogueSource catalogues, DemoState demo)
    {
        Catalogue catalogue = catalogues.Current;
        ViewChoice choice = ViewChoice.Choose(walls, catalogue, caller, id, unit);
        return choice is { Layout: { } layout, Unit: { } shown }
            ? Results.Json(WallDocumentBuilder.Build(layout, shown, catalogue, demo.IsOn), ApiJson.Options)
            : Refuse(choice);
    }

    private static async Task<IResult> SnapshotAsync(
        string id,
        string? unit,
        ClaimsPrincipal caller,
        WallStore walls,
        ICatalogueSource catalogues,
        LiveViews views,
        ILedger ledger,
        ICountCube cube,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ViewChoice choice = ViewChoice.Choose(walls, catalogues.Current, caller, id, unit);
        if (choice.Key is not { } key)
        {
            return Refuse(choice);
        }

        await WaitForAcknowledgedAsync(ledger, cube, time, cancellationToken);
        Instant now = time.GetUtcNow().ToInstant();
        LiveView? view = views.Open(key, now);
        return view?.Refresh(now) is { } state
            ? Results.Bytes(view.SnapshotOf(state, now).Json, "application/json; charset=utf-8")
            : Problems.Result(StatusCodes.Status503ServiceUnavailable, "too_many_views", "Too many different views are in use; try again later.");
    }

    /// <summary>What a caller was told is counted must be in what it reads next, unless the cube is far behind.</summary>
    private static async Task WaitForAcknowledgedAsync(ILedger ledger, ICountCube cube, TimeProvider time, CancellationToken cancellationToken)
    {
        long acknowledged = ledger.Version;
        if (cube.Version >= acknowledged)
        {
            return;
        }

        try
        {
            await cube.WaitForVersionAsync(acknowledged, cancellationToken).WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The answer carries its version; the caller sees that it is behind.
        }
    }

    private static IResult Refuse(ViewChoice choice) => choice.Code switch
    {
        "unknown_view" => Problems.Result(StatusCodes.Status404NotFound, choice.Code, "id", choice.Detail),
        "forbidden" => Problems.Result(StatusCodes.Status403Forbidden, choice.Code, "unit", choice.Detail),
        _ => Problems.Result(StatusCodes.Status400BadRequest, choice.Code, "unit", choice.Detail),
    };
}
