using System.Security.Claims;
using System.Text.Json;
using NodaTime;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Rules;
using Tongbi.Alerts.Rules.Pages;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Api;

/// <summary>
/// <c>POST /api/v1/rules/backtest</c>. A caller that goes away ends the work. With <c>Accept: application/x-ndjson</c> lines tell how far it is,
/// and the last one holds the answer.
/// </summary>
internal static class BacktestEndpoint
{
    private const string Lines = "application/x-ndjson";

    /// <summary>How often the progress is told.</summary>
    private static readonly TimeSpan ToldEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Maps the endpoint.</summary>
    public static void MapBacktest(this RouteGroupBuilder group) => group.MapPost("/backtest", BacktestAsync)
        .WithSummary("The episodes that a rule would have raised over a past span.")
        .WithDescription("rule is the id of a rule in force, or a rule under the names of rules/*.yaml. Every hour of the span is evaluated unless step says otherwise, on what is known today. With Accept: application/x-ndjson lines {\"progress\"} come while it works, then {\"answer\"} or {\"problem\"}.")
        .Produces<BacktestAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithQueryProblems();

    private static async Task<IResult> BacktestAsync(
        BacktestQuestion question,
        HttpContext context,
        ClaimsPrincipal caller,
        RuleBook book,
        Backtester backtester,
        BacktestSlots slots,
        ICountCube cube,
        ICatalogueSource catalogues,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        Catalogue catalogue = catalogues.Current;
        Rule rule;
        try
        {
            rule = BacktestTexts.ReadRule(question.Rule, book.Current.Set, catalogue);
        }
        catch (ConfigurationException mistakes)
        {
            return Problems.Result(
                StatusCodes.Status400BadRequest,
                "bad_rule",
                mistakes.Mistakes[0].Reason,
                new Dictionary<string, object?> { ["field"] = "rule", ["mistakes"] = mistakes.Mistakes.Select(mistake => mistake.Reason).ToArray() });
        }

        if (!caller.MayRead(rule.Unit))
        {
            return Problems.Result(StatusCodes.Status403Forbidden, "forbidden", "rule", $"These credentials may not read the unit \"{rule.Unit.Code}\".");
        }

        Instant now = Instant.FromDateTimeOffset(time.GetUtcNow());
        Instant from = BacktestTexts.ReadMoment("from", question.From, catalogue.Calendar);
        Instant to = Instant.Min(now, BacktestTexts.ReadMoment("to", question.To, catalogue.Calendar));
        Duration step = BacktestTexts.ReadStep(question.Step);
        try
        {
            Backtester.Check(rule, from, to, step);
            using IDisposable? turn = await slots.TakeAsync(cancellationToken);
            if (turn is null)
            {
                context.Response.Headers.RetryAfter = "5";
                return Problems.Result(StatusCodes.Status503ServiceUnavailable, "busy", "Too many back-tests run already; try again in a moment.");
            }

            if (!context.Request.Headers.Accept.ToString().Contains(Lines, StringComparison.OrdinalIgnoreCase))
            {
                return TypedResults.Ok(BacktestAnswer.Of(rule, await backtester.RunAsync(cube, rule, from, to, step, cancellationToken), catalogue));
            }

            double done = 0;
            Task<BacktestResult> run = Task.Run(() => backtester.RunAsync(cube, rule, from, to, step, cancellationToken, share => Volatile.Write(ref done, share)), cancellationToken);
            await TellAsync(context, run, () => Volatile.Read(ref done), result => BacktestAnswer.Of(rule, result, catalogue), time, cancellationToken);
            return Results.Empty;
        }
        catch (BacktestException refused)
        {
            return Problems.Result(StatusCodes.Status400BadRequest, "bad_backtest", refused.Message);
        }
    }

    private static async Task TellAsync(
        HttpContext context, Task<BacktestResult> run, Func<double> done, Func<BacktestResult, BacktestAnswer> answer, TimeProvider time, CancellationToken cancellationToken)
    {
        context.Response.ContentType = Lines;
        try
        {
            while (!run.IsCompleted)
            {
                await LineAsync(context, "progress", Math.Round(done(), 3), cancellationToken);
                await Task.WhenAny(run, Task.Delay(ToldEvery, time, cancellationToken));
            }

            await LineAsync(context, "answer", answer(await run), cancellationToken);
        }
        catch (BacktestException refused)
        {
            await LineAsync(context, "problem", new { code = "bad_backtest", detail = refused.Message }, cancellationToken);
        }
        finally
        {
            // The turn is given back only when the work has really ended.
            await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task LineAsync<T>(HttpContext context, string name, T value, CancellationToken cancellationToken)
    {
        await JsonSerializer.SerializeAsync(context.Response.Body, new Dictionary<string, T>(StringComparer.Ordinal) { [name] = value }, ApiJson.Options, cancellationToken);
        await context.Response.WriteAsync("\n", cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>A back-test that is wanted.</summary>
    /// <param name="Rule">Id of a rule in force, or a rule under the names of <c>rules/*.yaml</c>.</param>
    /// <param name="From">First moment: an instant, or a date for its beginning.</param>
    /// <param name="To">End, exclusive; later than now is now.</param>
    /// <param name="Step">Time between two evaluations, at least PT1M; default PT1H.</param>
    internal sealed record BacktestQuestion(JsonElement Rule, string From, string To, string? Step = null);
}
