using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Publishing.Influx.Reading;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>What the query endpoints have in common.</summary>
internal static class QueryEndpointExtensions
{
    /// <summary>Turns a question that cannot be answered into its problem: 403 where the caller may not, else 400.</summary>
    public static TBuilder WithQueryProblems<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (QueryException mistake)
            {
                int status = mistake.Code == "forbidden" ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest;
                HttpRequest request = context.HttpContext.Request;
                return Problems.Result(status, mistake.Code, QueryEcho.Clean(mistake.Field, request), QueryEcho.Clean(mistake.Message, request));
            }
            catch (Exception behind) when (behind is NotCaughtUpException or CountsUnavailableException)
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                return Problems.Result(StatusCodes.Status503ServiceUnavailable, "not_caught_up", behind.Message);
            }
            catch (StoreUnreadableException store)
            {
                context.HttpContext.Response.Headers.RetryAfter = "10";
                return Problems.Result(StatusCodes.Status503ServiceUnavailable, store.Code, store.Message);
            }
        });

    /// <summary>Publishes the declared parameters and the problems every query may answer.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder builder, IReadOnlyList<QueryParameter> parameters) => builder
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (QueryParameter parameter in parameters)
            {
                operation.Parameters.Add(Describe(parameter));
            }

            return Task.CompletedTask;
        });

    private static OpenApiParameter Describe(QueryParameter parameter)
    {
        OpenApiSchema value = new() { Type = long.TryParse(parameter.Example, NumberStyles.None, CultureInfo.InvariantCulture, out _) && parameter != QueryParameter.Unit ? JsonSchemaType.Integer : JsonSchemaType.String };
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Required = parameter.Required,
            Description = parameter.Several ? parameter.Description + " Several: comma-separated or repeated." : parameter.Description,
            Example = JsonValue.Create(parameter.Example),
            Explode = !parameter.Several,
            Schema = parameter.Several ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = value, MaxItems = QueryParameter.MostValues } : value,
        };
    }
}
