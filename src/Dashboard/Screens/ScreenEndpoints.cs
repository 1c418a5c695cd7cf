using NodaTime;
using Tongbi.Alerts.Delivery;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Security;
using Tongbi.Dashboard.Walls;

namespace Tongbi.Dashboard.Screens;

/// <summary>The screens that show walls without anybody signed in, for administrators.</summary>
public static class ScreenEndpoints
{
    /// <summary>Adds the book of screens and the watch over them.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services) => services
        .AddSingleton<ScreenBook>()
        .AddSingleton<IWatchedPart>(provider => new ScreenWatch(provider.GetRequiredService<ScreenBook>(), provider.GetRequiredService<TimeProvider>()));

    /// <summary>Maps <c>/api/v1/screens</c>.</summary>
    public static IEndpointRouteBuilder MapScreens(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1/screens").WithTags("Screens").RequireAuthorization(Policies.Admin)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        group.MapGet("", List)
            .WithSummary("All screens and how each is doing.")
            .Produces<ScreenList>();
        group.MapPost("", Add)
            .WithSummary("Make a screen; the answer shows its link with the token this once.")
            .Produces<ScreenEntry>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapPatch("/{id}", Rename)
            .WithSummary("Name a screen, or give it another wall.")
            .Produces<ScreenEntry>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", Revoke)
            .WithSummary("Revoke a screen's token at once and for good.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static IResult List(ScreenBook screens, ICatalogueSource catalogues, TimeProvider time) => Results.Json(
        new ScreenList([.. screens.Look(Instant.FromDateTimeOffset(time.GetUtcNow())).Select(screen => ScreenEntry.Of(screen, catalogues.Current))]),
        ApiJson.Options);

    private static IResult Add(NewScreen wanted, SecurityStore store, WallStore walls, ICatalogueSource catalogues)
    {
        string wall = wanted.Wall ?? WallLayout.DefaultId;
        if (MistakeOf(wanted.Name, wall, walls) is { } mistake)
        {
            return mistake;
        }

        if (wanted.Unit is { } unit && catalogues.Current.FindUnit(unit) is null)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "unknown_unit", "unit", $"unit '{QueryEcho.Word(unit)}' is not in the catalogue; use a unit's code, or leave it out for the topmost.");
        }

        (Device device, string token) = store.AddDevice(wanted.Name, wall, wanted.Unit ?? "*");
        ScreenStatus fresh = new(device, ScreenState.Never, null, null, null, 0);
        return Results.Created("/api/v1/screens/" + device.Id, ScreenEntry.Of(fresh, catalogues.Current, $"/wall/{wall}?token={token}"));
    }

    private static IResult Rename(string id, ScreenChange change, SecurityStore store, WallStore walls, ScreenBook screens, ICatalogueSource catalogues, TimeProvider time)
    {
        Device? device = store.Devices().FirstOrDefault(device => device.Id == id && device.RevokedAt is null);
        if (device is null)
        {
            return Unknown();
        }

        string name = change.Name ?? device.ShownName;
        string wall = change.Wall ?? device.Wall;
        if (MistakeOf(name, wall, walls) is { } mistake)
        {
            return mistake;
        }

        store.ChangeDevice(id, name, wall);
        return Results.Json(ScreenEntry.Of(screens.Look(Instant.FromDateTimeOffset(time.GetUtcNow())).First(screen => screen.Device.Id == id), catalogues.Current), ApiJson.Options);
    }

    private static IResult Revoke(string id, SecurityStore store) => store.RevokeDevice(id) ? Results.NoContent() : Unknown();

    private static IResult? MistakeOf(string name, string wall, WallStore walls)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_name", "name", "name must have 1 to 100 characters and say where the screen hangs.");
        }

        return walls.Find(wall) is null
            ? Problems.Result(StatusCodes.Status400BadRequest, "unknown_view", "wall", $"wall '{QueryEcho.Word(wall)}' does not exist; GET /api/v1/walls lists those that do.")
            : null;
    }

    private static IResult Unknown() => Problems.Result(StatusCodes.Status404NotFound, "unknown_screen", "There is no screen of this id whose token is in force.");

    /// <summary>A screen that is wanted.</summary>
    /// <param name="Name">Where it hangs.</param>
    /// <param name="Wall">Wall that it shows; null = <c>wall</c>.</param>
    /// <param name="Unit">Unit that it may read; null = the topmost.</param>
    internal sealed record NewScreen(string Name, string? Wall = null, string? Unit = null);

    /// <summary>What is to be changed.</summary>
    /// <param name="Name">Where it hangs; null = as it is.</param>
    /// <param name="Wall">Wall that its link opens from the next visit on; null = as it is.</param>
    internal sealed record ScreenChange(string? Name = null, string? Wall = null);

    /// <summary>All screens.</summary>
    /// <param name="Items">Oldest first.</param>
    internal sealed record ScreenList(IReadOnlyList<ScreenEntry> Items);
}
