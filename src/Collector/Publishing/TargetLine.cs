using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Publishing;

/// <summary>The line to one target: sends a request until it is taken, with pauses between attempts, and tells the status of each failure.</summary>
internal sealed class TargetLine(HttpClient http, TargetStatus status, TimeProvider time, ILogger logger)
{
    /// <summary>How much of an error answer is read.</summary>
    private const int MostOfAnAnswer = 2_000;

    private readonly BackOff backOff = new();

    /// <summary>Sends until the target takes it or refuses it for good.</summary>
    /// <param name="request">Makes the request anew for each attempt.</param>
    /// <param name="taken">How many points or figures it carries.</param>
    /// <param name="judge">Gives null for an answer that took it, a reason where it is refused for good; throws <see cref="TargetFailedException"/> to try again.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>Why it is refused for good; null = taken.</returns>
    public async Task<string?> SendAsync(Func<HttpRequestMessage> request, long taken, Func<TargetAnswer, string?> judge, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                string? refused = judge(await SendOnceAsync(request, cancellationToken));
                backOff.Reset();
                if (refused is null)
                {
                    status.Succeed(taken);
                }

                return refused;
            }
            catch (TargetFailedException failure)
            {
                await FailAsync(failure, cancellationToken);
            }
        }
    }

    /// <summary>Notes a failure and waits before the next attempt.</summary>
    public async Task FailAsync(TargetFailedException failure, CancellationToken cancellationToken)
    {
        status.Fail(failure.State, failure.Message);
        TimeSpan wait = backOff.Next(failure.RetryAfter);
        Log.TargetFailed(logger, status.Report.Target.Id, failure.Message, wait);
        await Task.Delay(wait, time, cancellationToken);
    }

    /// <summary>What any answer that is not a success means, unless the target says more.</summary>
    public static TargetFailedException Failure(TargetAnswer answer) => new(
        answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? PublishState.Unauthorized : PublishState.Retrying,
        $"it answers {(int)answer.Status}: {answer.Text}",
        answer.RetryAfter);

    private async Task<TargetAnswer> SendOnceAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage message = request();
            using HttpResponseMessage answer = await http.SendAsync(message, cancellationToken);
            string text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return new TargetAnswer(answer.StatusCode, text.Length > MostOfAnAnswer ? text[..MostOfAnAnswer] : text, Asked(answer.Headers.RetryAfter)) { Whole = text };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            string reason = failure is OperationCanceledException ? "it does not answer in time" : $"it cannot be reached: {failure.Message}";
            throw new TargetFailedException(PublishState.Retrying, reason, null, failure);
        }
        catch (InvalidOperationException secret)
        {
            throw new TargetFailedException(PublishState.Unauthorized, secret.Message, null, secret);
        }
    }

    private TimeSpan? Asked(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
}
