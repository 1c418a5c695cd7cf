using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>The way in over HTTP: events and ready figures.</summary>
public static class IngestEndpoints
{
    /// <summary>Maps <c>/api/v1/events</c> and <c>/api/v1/counts</c>.</summary>
    public static IEndpointRouteBuilder MapIngest(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/api/v1").WithTags("Ingest").RequireAuthorization();
        group.MapPost("/events", (HttpContext context, IngestService ingest, IOptions<IngestLimits> limits) => TakeAsync(context, RecordKind.Event, ingest, limits.Value))
            .WithSummary("Send countable happenings, one record each; safe to repeat.")
            .DescribeIngest(RecordKind.Event);
        group.MapPost("/counts", (HttpContext context, IngestService ingest, IOptions<IngestLimits> limits) => TakeAsync(context, RecordKind.Figure, ingest, limits.Value))
            .WithSummary("Send figures that were already added up; each replaces the one known for its series and period.")
            .DescribeIngest(RecordKind.Figure);
        return routes;
    }

    private static async Task<IResult> TakeAsync(HttpContext context, RecordKind kind, IngestService ingest, IngestLimits limits)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // The program's general limit is far lower, and the listener's own refusal has no body and cuts the connection before the sender
            // can read it: the service counts the bytes.
            size.MaxRequestBodySize = null;
        }

        if (!context.User.MayIngestSomething())
        {
            return Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "This key may not send records; use one with the scope ingest:<source>.");
        }

        if (!BodyHeaders.TryFormat(context.Request.ContentType, out BodyFormat format))
        {
            return Problems.Result(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Content-Type must be application/x-ndjson, application/json or text/csv, in UTF-8.");
        }

        if (!BodyHeaders.TryCompression(context.Request.Headers.ContentEncoding, out BodyCompression compression))
        {
            context.Response.Headers.AcceptEncoding = "gzip, br";
            return Problems.Result(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Content-Encoding must be gzip, br or absent.");
        }

        if (context.Request.ContentLength > limits.MaxWireBytes)
        {
            return TooLarge($"The body is larger than {limits.MaxWireBytes} bytes on the wire; send it in parts.");
        }

        IngestRequest request = new()
        {
            Body = context.Request.Body,
            Kind = kind,
            Format = format,
            Compression = compression,
            MayIngest = context.User.MayIngest,
            Actor = context.User.ActorName(),
        };
        return await AnswerAsync(context, ingest, request);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, IngestService ingest, IngestRequest request)
    {
        try
        {
            return new IngestAnswer(await ingest.IngestAsync(request, context.RequestAborted));
        }
        catch (BodyException unreadable)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, RefusalCode.BadBody, unreadable.Message, new Dictionary<string, object?> { ["line"] = unreadable.Line, ["column"] = unreadable.Column });
        }
        catch (BodyTooLargeException tooLarge)
        {
            return TooLarge(tooLarge.Message);
        }
        catch (IngestOverloadedException overloaded)
        {
            return overloaded.IsOwnDoing
                ? ComeBack(context, StatusCodes.Status429TooManyRequests, overloaded.RetryAfter, "too_many_requests", overloaded.Message)
                : ComeBack(context, StatusCodes.Status503ServiceUnavailable, overloaded.RetryAfter, "overloaded", overloaded.Message);
        }
        catch (LedgerUnavailableException unavailable)
        {
            return ComeBack(context, StatusCodes.Status503ServiceUnavailable, LedgerRetryAfter, "ledger_unavailable", unavailable.Message);
        }
    }

    private static IResult TooLarge(string detail) => Problems.Result(StatusCodes.Status413PayloadTooLarge, "too_large", detail);

    private static IResult ComeBack(HttpContext context, int status, TimeSpan after, string code, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problems.Result(status, code, detail);
    }

    // A full disk or a locked file is mended by people; asking again every second helps no one.
    internal static readonly TimeSpan LedgerRetryAfter = TimeSpan.FromSeconds(30);
}
