using System.Globalization;
using Microsoft.OpenApi;
using Tongbi.Collector.Ingest;

namespace Tongbi.Dashboard.Api;

/// <summary>Describes the ingest endpoints in the published contract. Their bodies are read as streams, so the framework cannot see the shape.</summary>
internal static class IngestContract
{
    /// <summary>Adds body and answers to the description.</summary>
    public static RouteHandlerBuilder DescribeIngest(this RouteHandlerBuilder endpoint, RecordKind kind) => endpoint
        .Produces<IngestAnswerShape>(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = Body(kind);
            return Task.CompletedTask;
        });

    private static OpenApiRequestBody Body(RecordKind kind)
    {
        OpenApiSchema record = kind == RecordKind.Event ? EventRecord() : FigureRecord();
        Dictionary<string, OpenApiMediaType> content = new(StringComparer.Ordinal)
        {
            ["application/x-ndjson"] = new() { Schema = record },
            ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = record } },
            ["text/csv"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A header row with the field names, then a row per record." } },
        };
        return new OpenApiRequestBody
        {
            Required = true,
            Description = "UTF-8; Content-Encoding gzip or br is accepted. A field outside the table is refused.",
            Content = content,
        };
    }

    private static OpenApiSchema EventRecord() => Record(
        ["source", "id", "unit", "occurredAt"],
        ("source", Text("Catalogue source id.")),
        ("id", Text("The source's own reference number, 1-128 characters; stored only as a keyed hash.")),
        ("metric", Text("Catalogue metric id; may be left out where the source feeds one metric.")),
        ("category", Text("Path in the metric's tree, a/b; empty or absent = uncategorised.")),
        ("unit", Text("Catalogue unit code.")),
        ("occurredAt", new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time", Description = "RFC 3339 with an offset." }),
        ("quantity", Integer(-1_000_000, 1_000_000, "Default 1; a negative one is a correction entry.")),
        ("revision", Integer(0, null, "Default 0; a higher one replaces the earlier record.")),
        ("withdrawn", Mark()));

    private static OpenApiSchema FigureRecord() => Record(
        ["source", "unit", "period"],
        ("source", Text("Catalogue source id.")),
        ("metric", Text("Catalogue metric id; may be left out where the source feeds one metric.")),
        ("category", Text("Path in the metric's tree, a/b; empty or absent = uncategorised.")),
        ("unit", Text("Catalogue unit code.")),
        ("period", Text("2018, 2018-06, 2018-06-01 or 2018-06-01T13, in the catalogue's time zone.")),
        ("count", Integer(0, 1_000_000_000_000, "The figure; required unless withdrawn.")),
        ("revision", Integer(0, null, "Default 0; a lower one than known is stale.")),
        ("withdrawn", Mark()));

    private static OpenApiSchema Record(HashSet<string> required, params (string Name, OpenApiSchema Schema)[] fields) => new()
    {
        Type = JsonSchemaType.Object,
        Required = required,
        AdditionalPropertiesAllowed = false,
        Properties = fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => field.Schema, StringComparer.Ordinal),
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Integer(long minimum, long? maximum, string description) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Minimum = minimum.ToString(CultureInfo.InvariantCulture),
        Maximum = maximum?.ToString(CultureInfo.InvariantCulture),
        Description = description,
    };

    private static OpenApiSchema Mark() => new() { Type = JsonSchemaType.Boolean, Description = "Default false; true takes the record out of every count." };

    /// <summary>The answer, for the description only: <see cref="IngestAnswer"/> writes it.</summary>
    /// <param name="Received">Records in the body.</param>
    /// <param name="Inserted">Seen for the first time.</param>
    /// <param name="Revised">Replaced an earlier record.</param>
    /// <param name="Withdrawn">Taken out of the counts.</param>
    /// <param name="Duplicate">Known already.</param>
    /// <param name="Stale">Of a lower revision than known.</param>
    /// <param name="Held">How many of the rejected ones are kept, to be counted once their codes are mapped.</param>
    /// <param name="Rejected">Every refused record.</param>
    /// <param name="Version">Version of the data set after the commit.</param>
    internal sealed record IngestAnswerShape(long Received, long Inserted, long Revised, long Withdrawn, long Duplicate, long Stale, long Held, IReadOnlyList<Refusal> Rejected, long Version);
}
