using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Parsing;

namespace Tongbi.Dashboard.Operations;

/// <summary>
/// The one place that knows Serilog: a short line on the console, everything as compact JSON in rolling files. No payloads, no query
/// strings (a wall's address holds its token), no secrets; of an address only the pattern of ours that it fits, since somebody may have put
/// anything into it.
/// </summary>
internal static class LogExtensions
{
    private const long FileBytes = 32 * 1024 * 1024;

    /// <summary>At most a gigabyte of files in all; audit records, which must be kept longer, do not live in them.</summary>
    private const int Files = 31;

    /// <summary>Writes the log to the console and to <c>logs/</c> in the data directory.</summary>
    public static WebApplicationBuilder AddLogging(this WebApplicationBuilder builder, DataDirectory data)
    {
        DataDirectory.CreatePrivate(data.LogsFolder);
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(
            log => log
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Warning)
                .MinimumLevel.Override("Quartz", LogEventLevel.Warning)

                // Says that session keys are kept in files of the data directory: they are, on purpose.
                .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)

                // Every request without credentials would be a line.
                .MinimumLevel.Override("Tongbi.Dashboard.Security.CallerAuthenticationHandler", LogEventLevel.Warning)

                // A failed start is told once, as the verb's one line.
                .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
                .Enrich.With(new WithoutRequestPath())
                .WriteTo.Logger(console => console.Filter.ByExcluding(IsRoutine).WriteTo.Console(new ConsoleLine()))
                .WriteTo.File(
                    new CompactJsonFormatter(),
                    Path.Combine(data.LogsFolder, "tongbi-.json"),
                    rollingInterval: RollingInterval.Day,
                    fileSizeLimitBytes: FileBytes,
                    rollOnFileSizeLimit: true,
                    retainedFileCountLimit: Files),
            preserveStaticLogger: true);
        return builder;
    }

    /// <summary>Every delivery is on record in the file; on the console a busy source would drown what matters.</summary>
    private static bool IsRoutine(LogEvent logEvent) =>
        logEvent.Level <= LogEventLevel.Information
        && logEvent.Properties.TryGetValue("SourceContext", out LogEventPropertyValue? context)
        && context is ScalarValue { Value: string category }
        && category.StartsWith("Tongbi.Collector.Ingest", StringComparison.Ordinal);

    /// <summary>Logs failed requests by method, pattern of the address, status and duration; good ones only at debug level.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.IncludeQueryInRequestPath = false;
        options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            new LogEventProperty("RequestMethod", new ScalarValue(KnownMethod(context.Request.Method))),
            new LogEventProperty("RequestPath", new ScalarValue((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no address of ours)")),
            new LogEventProperty("StatusCode", new ScalarValue(status)),
            new LogEventProperty("Elapsed", new ScalarValue(elapsed)),
        ];
        options.GetLevel = (context, _, error) =>
            error is not null || context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogEventLevel.Error
            : context.Response.StatusCode >= StatusCodes.Status400BadRequest ? LogEventLevel.Information
            : LogEventLevel.Debug;
    });

    /// <summary>A method is whatever the sender wrote.</summary>
    private static string KnownMethod(string method) =>
        HttpMethods.GetCanonicalizedValue(method) is { } canonical && Methods.Contains(canonical) ? canonical : "(other)";

    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options,
    };

    /// <summary>Takes away the raw address that the framework puts beside whatever is logged during a request.</summary>
    private sealed class WithoutRequestPath : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            if (logEvent.MessageTemplate.Tokens.OfType<PropertyToken>().All(token => token.PropertyName != Name))
            {
                logEvent.RemovePropertyIfPresent(Name);
            }
        }

        private const string Name = "RequestPath";
    }
}
