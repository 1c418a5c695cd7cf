using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using NodaTime;
using Tongbi.Alerts.Notify;

namespace Tongbi.Alerts.Channels;

/// <summary>
/// Sends one HTTP request of a channel, bounded in time and in the size of the answer, and tells apart what surely failed from what may have
/// arrived. Thread-safe.
/// </summary>
public sealed class HttpSender(HttpMessageInvoker http, TimeProvider time)
{
    /// <summary>Longest wait for a whole answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Largest answer that is read, in bytes.</summary>
    public const int MaximumAnswer = 64 * 1024;

    /// <summary>Sends and lets a channel judge the answer.</summary>
    /// <param name="request">The request; disposed here.</param>
    /// <param name="judge">Judges status and body of an answer that is neither 429 nor 5xx.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="timeout">Longest wait where it is not <see cref="Timeout"/>.</param>
    public async Task<ChannelOutcome> SendAsync(HttpRequestMessage request, Func<HttpStatusCode, byte[], ChannelOutcome> judge, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        using HttpRequestMessage disposed = request;
        using CancellationTokenSource deadline = new(timeout ?? Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, either.Token);
            byte[] body = await ReadAsync(response, either.Token);
            return (int)response.StatusCode switch
            {
                429 or 503 => ChannelOutcome.Failed($"HTTP {(int)response.StatusCode}", RetryAfter(response.Headers.RetryAfter)),
                >= 500 => ChannelOutcome.Failed($"HTTP {(int)response.StatusCode}"),
                _ => judge(response.StatusCode, body),
            };
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ChannelOutcome.Unclear("no answer in time");
        }
        catch (HttpRequestException failure)
        {
            return NeverLeft(failure)
                ? ChannelOutcome.Failed($"cannot connect: {failure.HttpRequestError}")
                : ChannelOutcome.Unclear($"the line was lost: {failure.HttpRequestError}");
        }
        catch (IOException)
        {
            return ChannelOutcome.Unclear("the line was lost while the answer was read");
        }
    }

    /// <summary>The address of a channel.</summary>
    /// <exception cref="InvalidOperationException">It is kept as a secret that is not there, or that is no address.</exception>
    public static Uri AddressOf(ChannelSettings channel)
    {
        if (channel.UrlSecret is not { } secret)
        {
            return channel.Url ?? throw new InvalidOperationException($"Channel {channel.Id} has no address.");
        }

        return Uri.TryCreate(secret.Reveal(), UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? url
            : throw new InvalidOperationException($"The secret {secret} holds no web address.");
    }

    /// <summary>Puts a parameter behind an address.</summary>
    public static Uri With(Uri address, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        UriBuilder builder = new(address);
        string query = builder.Query.TrimStart('?');
        foreach ((string name, string value) in parameters)
        {
            query += $"{(query.Length == 0 ? "" : "&")}{name}={Uri.EscapeDataString(value)}";
        }

        builder.Query = query;
        return builder.Uri;
    }

    private static bool NeverLeft(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
        || failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable };

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[MaximumAnswer];
        int length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..length];
    }

    private Duration? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Duration.Max(Duration.Zero, Duration.FromTimeSpan(date - time.GetUtcNow())),
        _ => null,
    };
}
