using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Sources.LineProtocol;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>
/// The way in for InfluxDB's own clients: <c>/write</c> as version 1 takes it, <c>/api/v2/write</c> as version 2 does. Database, retention
/// policy, organisation, bucket and consistency are accepted and mean nothing here: the catalogue says where a record belongs.
/// </summary>
public static class LineProtocolEndpoints
{
    /// <summary>Maps both.</summary>
    public static IEndpointRouteBuilder MapLineProtocol(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("").WithTags("Ingest").RequireAuthorization();
        group.MapPost("/write", (HttpContext context, IngestService ingest, IOptions<IngestLimits> limits) => TakeAsync(context, InfluxDialect.Version1, ingest, limits.Value))
            .WithSummary("Send events and figures in InfluxDB's line protocol, as its version 1 takes them; safe to repeat.")
            .DescribeLineProtocol(InfluxDialect.Version1);
        group.MapPost("/api/v2/write", (HttpContext context, IngestService ingest, IOptions<IngestLimits> limits) => TakeAsync(context, InfluxDialect.Version2, ingest, limits.Value))
            .WithSummary("Send events and figures in InfluxDB's line protocol, as its version 2 takes them; safe to repeat.")
            .DescribeLineProtocol(InfluxDialect.Version2);
        return routes;
    }

    private static async Task<IResult> TakeAsync(HttpContext context, InfluxDialect dialect, IngestService ingest, IngestLimits limits)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // As for the other ways in: the service counts the bytes and can say what is wrong.
            size.MaxRequestBodySize = null;
        }

        if (!context.User.MayIngestSomething())
        {
            return dialect.Problem(StatusCodes.Status403Forbidden, "forbidden", "This key may not send records; use one with the scope ingest:<source>.");
        }

        if (!LinePrecisions.TryParse(context.Request.Query["precision"], out LinePrecision precision))
        {
            return dialect.Invalid($"precision is not one of {LinePrecisions.Spellings}; nothing was stored");
        }

        if (!BodyHeaders.TryCompression(context.Request.Headers.ContentEncoding, out BodyCompression compression))
        {
            context.Response.Headers.AcceptEncoding = "gzip, br";
            return dialect.Problem(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Content-Encoding must be gzip, br or absent.");
        }

        if (context.Request.ContentLength > limits.MaxWireBytes)
        {
            return TooLarge(dialect, $"The body is larger than {limits.MaxWireBytes} bytes on the wire; send it in parts.");
        }

        LineWriteRequest request = new()
        {
            Body = context.Request.Body,
            Precision = precision,
            Compression = compression,
            MayIngest = context.User.MayIngest,
            Actor = context.User.ActorName(),
        };
        return await AnswerAsync(context, dialect, ingest, request);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, InfluxDialect dialect, IngestService ingest, LineWriteRequest request)
    {
        try
        {
            using IngestResult result = await ingest.WriteAsync(request, context.RequestAborted);
            return result.RejectedCount == 0 ? Results.NoContent() : dialect.Invalid(PartialWrite.Describe(result, request.Precision, dialect));
        }
        catch (BodyException unreadable)
        {
            return dialect.Invalid(string.Create(CultureInfo.InvariantCulture, $"unable to parse line {unreadable.Line}, column {unreadable.Column}: {unreadable.Message} Nothing was stored."));
        }
        catch (BodyTooLargeException tooLarge)
        {
            return TooLarge(dialect, tooLarge.Message);
        }
        catch (IngestOverloadedException overloaded)
        {
            return overloaded.IsOwnDoing
                ? ComeBack(context, dialect, StatusCodes.Status429TooManyRequests, overloaded.RetryAfter, "too_many_requests", overloaded.Message)
                : ComeBack(context, dialect, StatusCodes.Status503ServiceUnavailable, overloaded.RetryAfter, "overloaded", overloaded.Message);
        }
        catch (LedgerUnavailableException unavailable)
        {
            return ComeBack(context, dialect, StatusCodes.Status503ServiceUnavailable, IngestEndpoints.LedgerRetryAfter, "ledger_unavailable", unavailable.Message);
        }
    }

    private static IResult TooLarge(InfluxDialect dialect, string detail) => dialect.Problem(StatusCodes.Status413PayloadTooLarge, "too_large", detail);

    private static IResult ComeBack(HttpContext context, InfluxDialect dialect, int status, TimeSpan after, string code, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return dialect.Problem(status, code, detail);
    }
}
