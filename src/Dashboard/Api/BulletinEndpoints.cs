using System.Globalization;
using Tongbi.Collector.Bulletins;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>POST /api/v1/bulletins/check</c>: the derived figures of a typed bulletin, recomputed. Nothing of the text is stored or logged.</summary>
public static class BulletinEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapBulletins(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/bulletins/check", Check)
            .RequireAuthorization(Policies.Read)
            .WithTags("Bulletins")
            .WithSummary("Recompute every derivable figure of a bulletin's text or table: 同比, 环比, 日均, 占比, totals and differences.")
            .WithDescription("Pure arithmetic on the text itself; the text is neither stored nor logged. Offsets and lengths count UTF-16 code units.")
            .Produces<BulletinReport>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        return routes;
    }

    private static IResult Check(BulletinText bulletin)
    {
        if (bulletin.Text.Length > BulletinChecker.MaxCharacters)
        {
            return Problems.Result(
                StatusCodes.Status413PayloadTooLarge,
                "too_long",
                "text",
                string.Create(CultureInfo.InvariantCulture, $"text has {bulletin.Text.Length} characters; at most {BulletinChecker.MaxCharacters} are checked at once."));
        }

        return bulletin.Days is < 1 or > BulletinChecker.MaxDays
            ? Problems.Result(StatusCodes.Status400BadRequest, "bad_days", "days", string.Create(CultureInfo.InvariantCulture, $"days must be from 1 to {BulletinChecker.MaxDays}, or absent where the text names its period."))
            : TypedResults.Ok(BulletinChecker.Check(bulletin.Text, bulletin.Days));
    }

    /// <summary>A bulletin to check.</summary>
    /// <param name="Text">Prose, or tables separated by tabs, bars or commas.</param>
    /// <param name="Days">Days of its period, for 日均; absent = as the text names it.</param>
    internal sealed record BulletinText(string Text, int? Days = null);
}
