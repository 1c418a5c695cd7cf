using System.Globalization;
using System.Security.Claims;
using System.Text;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Walls.Editing;

/// <summary>Walls drawn on the page: judged by the reader of the files, previewed with the figures of now, saved durably with every version. Files win.</summary>
internal static class WallEditing
{
    /// <summary>Largest layout that is taken.</summary>
    private const int MaximumBytes = 256 * 1024;

    /// <summary>Maps the acts, for administrators.</summary>
    public static void MapWallEditing(this RouteGroupBuilder walls)
    {
        RouteGroupBuilder group = walls.MapGroup("").RequireAuthorization(Policies.Admin).ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{id}/source", Source)
            .WithSummary("A wall as its file says it, for the editor.")
            .Produces<WallSource>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/preview", PreviewAsync)
            .WithSummary("Judge a layout (YAML) and show what it would show now; nothing is saved.")
            .Accepts<string>("application/yaml")
            .Produces<WallPreview>().ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPut("/{id}", SaveAsync)
            .WithSummary("Save a layout (YAML) as a new version; If-Match names the version seen, 0 for a new wall. It is in force at once.")
            .Accepts<string>("application/yaml")
            .Produces<SavedVersion>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        group.MapDelete("/{id}", Delete)
            .WithSummary("Take away a wall that was drawn on the page; its versions stay.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static IResult Source(string id, WallStore walls, SavedWalls saved)
    {
        if (walls.Find(id) is not { } layout)
        {
            return Unknown(id);
        }

        string origin = walls.IsFile(id) ? "file" : saved.Has(id) ? "saved" : "default";
        return Results.Json(new WallSource(origin, saved.Version(id), LayoutSource.Of(layout)), ApiJson.Options);
    }

    private static async Task<IResult> PreviewAsync(HttpRequest request, WallPreviewer previewer, ICatalogueSource catalogues, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, cancellationToken) is not { } text)
        {
            return TooLarge();
        }

        (WallLayout? layout, IReadOnlyList<WallMistake> mistakes) = Judge(IdOf(text), text, catalogues.Current);
        WallPreview? preview = layout is null ? new WallPreview(mistakes, null, null) : previewer.Show(layout, Instant.FromDateTimeOffset(time.GetUtcNow()));
        return preview is null
            ? Problems.Result(StatusCodes.Status503ServiceUnavailable, "catalogue_changing", "The counts are being built for a new catalogue; try again in a moment.")
            : Results.Json(preview, ApiJson.Options);
    }

    private static async Task<IResult> SaveAsync(string id, HttpRequest request, ClaimsPrincipal caller, WallStore walls, SavedWalls saved, ICatalogueSource catalogues, CancellationToken cancellationToken)
    {
        if (!SavedWalls.IsName(id))
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_name", "id", "id must have 1 to 40 small letters, digits, - or _, and begin with a letter or digit.");
        }

        if (walls.IsFile(id))
        {
            return Problems.Result(StatusCodes.Status409Conflict, "wall_in_file", "id", $"wall '{id}' is defined in walls/{id}.yaml, and files win; change it there, or save under another name.");
        }

        if (!int.TryParse(request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out int seen))
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "missing_version", "version", "If-Match is missing; name the version that you saw (0 for a new wall), so that nobody's change is overwritten.");
        }

        if (await ReadAsync(request, cancellationToken) is not { } text)
        {
            return TooLarge();
        }

        (WallLayout? layout, IReadOnlyList<WallMistake> mistakes) = Judge(id, text, catalogues.Current);
        if (layout is null)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "invalid_wall", mistakes[0].Reason, new Dictionary<string, object?> { ["mistakes"] = mistakes });
        }

        if (!saved.Has(id) && walls.Layouts.Count >= WallFolder.MaximumFiles)
        {
            return Problems.Result(StatusCodes.Status409Conflict, "too_many_walls", "id", $"There are {WallFolder.MaximumFiles} walls already; delete those that no screen shows.");
        }

        if (saved.Save(id, text, seen, caller.ActorName()) is not { } version)
        {
            return Problems.Result(StatusCodes.Status409Conflict, "version_conflict", "version", $"wall '{id}' has been saved as version {saved.Version(id)} in the meantime; look at it first, then save again.");
        }

        walls.Refresh();
        return Results.Json(new SavedVersion(id, version), ApiJson.Options);
    }

    private static IResult Delete(string id, WallStore walls, SavedWalls saved)
    {
        if (walls.IsFile(id))
        {
            return Problems.Result(StatusCodes.Status409Conflict, "wall_in_file", "id", $"wall '{QueryEcho.Word(id)}' is defined in a file; remove it there.");
        }

        if (!SavedWalls.IsName(id) || !saved.Delete(id))
        {
            return Unknown(id);
        }

        walls.Refresh();
        return Results.NoContent();
    }

    private static (WallLayout? Layout, IReadOnlyList<WallMistake> Mistakes) Judge(string id, string text, Catalogue catalogue)
    {
        try
        {
            return (WallLayoutReader.Read(id + ".yaml", text, catalogue), []);
        }
        catch (ConfigurationException refused)
        {
            return (null, [.. refused.Mistakes.Select(mistake => new WallMistake(mistake.Line, mistake.Column, mistake.Reason))]);
        }
    }

    /// <summary>The id that a text gives itself: a preview has no name of its own.</summary>
    private static string IdOf(string text) => StrictYaml.Parse(text, new MistakeList("preview"))?.OptionalString("id") ?? "preview";

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[MaximumBytes + 1];
        int length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaximumBytes ? null : Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static IResult TooLarge() => Problems.Result(StatusCodes.Status413PayloadTooLarge, "too_large", $"A layout has at most {MaximumBytes / 1024} KiB.");

    private static IResult Unknown(string id) => Problems.Result(StatusCodes.Status404NotFound, "unknown_view", "id", $"wall '{QueryEcho.Word(id)}' does not exist; GET /api/v1/walls lists those that do.");
}
