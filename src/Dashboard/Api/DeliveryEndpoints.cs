using System.Globalization;
using System.Security.Claims;
using Tongbi.Alerts.Delivery;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary><c>GET /api/v1/deliveries</c>: every message about alerts, and every attempt to deliver it.</summary>
public static class DeliveryEndpoints
{
    private const int Most = 1_000;
    private const int Usual = 100;

    private static readonly QueryParameter AlertParameter = new("alert", "Id of an alert that the messages tell of. Default: all.", "17");
    private static readonly QueryParameter Limit = new("limit", "Most messages to answer, newest first: 1 to 1000, default 100.", "100");
    private static readonly QueryParameter Cursor = new("cursor", "The answer's next: goes on where the page before ended.", "18");
    private static readonly IReadOnlyList<QueryParameter> Parameters = [AlertParameter, Limit, Cursor];

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapDeliveries(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/deliveries", List)
            .RequireAuthorization(Policies.Read)
            .WithTags("Alerts")
            .WithSummary("Every message about alerts and every attempt to deliver it, newest first. Takes credentials that may read the whole office.")
            .Produces<DeliveryList>()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .WithQuery(Parameters)
            .WithQueryProblems();
        return routes;
    }

    private static IResult List(HttpRequest request, ClaimsPrincipal caller, DeliveryRecord record, ICatalogueSource catalogues)
    {
        Catalogue catalogue = catalogues.Current;
        if (!caller.MayRead(catalogue.RootUnit))
        {
            return Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "The record of deliveries takes credentials that may read the whole office.");
        }

        QueryReader query = new(request, Parameters);
        long limit = query.Whole(Limit, "bad_limit") ?? Usual;
        if (limit is < 1 or > Most)
        {
            throw new QueryException("bad_limit", "limit", $"limit {limit} is not between 1 and {Most}.");
        }

        IReadOnlyList<DeliveryEntry> found = record.List(query.One(AlertParameter), query.Whole(Cursor, "bad_cursor") ?? long.MaxValue, (int)limit);
        return TypedResults.Ok(new DeliveryList(
            [.. found.Select(entry => MessageEntry.Of(entry, catalogue))],
            found.Count == limit ? found[^1].Message.Id.ToString(CultureInfo.InvariantCulture) : null));
    }

    /// <summary>Messages.</summary>
    /// <param name="Items">Newest first.</param>
    /// <param name="Next">Cursor of the next page; null at the end.</param>
    internal sealed record DeliveryList(IReadOnlyList<MessageEntry> Items, string? Next);
}
