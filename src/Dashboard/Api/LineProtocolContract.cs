using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Tongbi.Collector.Sources.LineProtocol;

namespace Tongbi.Dashboard.Api;

/// <summary>Describes the line-protocol endpoints in the published contract; their bodies are read as streams.</summary>
internal static class LineProtocolContract
{
    /// <summary>Adds body, parameters and answers to the description.</summary>
    public static RouteHandlerBuilder DescribeLineProtocol(this RouteHandlerBuilder endpoint, InfluxDialect dialect) => endpoint
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = Body();
            operation.Parameters = [Precision(), .. Ignored(dialect).Select(Parameter)];
            operation.Responses ??= [];
            operation.Responses["400"] = Invalid(dialect);
            return Task.CompletedTask;
        });

    private static OpenApiRequestBody Body() => new()
    {
        Required = true,
        Description = "UTF-8; Content-Encoding gzip or br is accepted, Content-Type does not matter. Measurement = metric; tags source, unit, category; "
            + "field count = a figure for the hour of the timestamp (tag grain=day|month|year for the others); field id = an event; fields revision, quantity, withdrawn.",
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["text/plain"] = new()
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = JsonValue.Create("incident,source=dispatch110,unit=PS01,category=admin/gambling id=\"A1\" 1769817600000000000\n"),
            },
        },
    };

    private static OpenApiParameter Precision() => new()
    {
        Name = "precision",
        In = ParameterLocation.Query,
        Description = $"What timestamps count: {LinePrecisions.Spellings}. Default: ns. A line without a timestamp is of now.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static string[] Ignored(InfluxDialect dialect) => dialect == InfluxDialect.Version1 ? ["db", "rp", "consistency"] : ["org", "orgID", "bucket"];

    private static IOpenApiParameter Parameter(string name) => new OpenApiParameter
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = "Accepted for InfluxDB's clients; means nothing here.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiResponse Invalid(InfluxDialect dialect) => new()
    {
        Description = "partial write: some lines were refused and the others stored; or the body as a whole cannot be read and nothing was stored.",
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = Members(dialect).ToDictionary(name => name, IOpenApiSchema (_) => new OpenApiSchema { Type = JsonSchemaType.String }, StringComparer.Ordinal),
                },
            },
        },
    };

    private static string[] Members(InfluxDialect dialect) => dialect == InfluxDialect.Version1 ? ["error"] : ["code", "message"];
}
