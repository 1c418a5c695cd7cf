using Microsoft.AspNetCore.Diagnostics;

namespace Tongbi.Dashboard.Api;

/// <summary>Conventions of the public contract that hold for every endpoint.</summary>
public static class ApiExtensions
{
    /// <summary>Adds the JSON settings and the published contract.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));

        // A body that cannot be bound becomes an exception, so that it is answered with a problem like everything else.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddSingleton<CountQuestions>();
        services.AddContract();
        return services;
    }

    /// <summary>Makes every error a problem, whoever raised it.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerExceptionAsync, SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException })
        .UseStatusCodePages(context => AnswerStatusAsync(context.HttpContext));

    private static Task AnswerExceptionAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad
            ? Problems.WriteAsync(context, bad.StatusCode, CodeOf(bad.StatusCode), DetailOf(bad.StatusCode))
            : Problems.WriteAsync(context, StatusCodes.Status500InternalServerError, "internal_error", "Something went wrong here; the log tells what.");

    private static Task AnswerStatusAsync(HttpContext context) =>
        Problems.WriteAsync(context, context.Response.StatusCode, CodeOf(context.Response.StatusCode), DetailOf(context.Response.StatusCode));

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "bad_request",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported_media_type",
        _ => "http_" + status.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string DetailOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read; see /openapi/v1.json for its shape.",
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method; the Allow header names those it takes.",
        StatusCodes.Status413PayloadTooLarge => "The body is larger than this address takes.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be application/json.",
        _ => "The request cannot be answered.",
    };
}
