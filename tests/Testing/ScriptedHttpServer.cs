using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tongbi.Testing;

/// <summary>
/// A real HTTP server on loopback that answers by script, well or badly: errors with status 200, resets, answers that never come or come one
/// byte at a time. Keeps what it was sent.
/// </summary>
public sealed class ScriptedHttpServer : IAsyncDisposable
{
    /// <summary>Starts listening.</summary>
    /// <param name="answer">What to do with a request.</param>
    public ScriptedHttpServer(Func<ScriptedRequest, ScriptedAnswer> answer)
    {
        this.answer = answer;
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        loop = AcceptAsync();
    }

    /// <summary>Root address.</summary>
    public Uri Address { get; }

    /// <summary>Requests that were read to their end, in order.</summary>
    public IReadOnlyCollection<ScriptedRequest> Requests => requests;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await loop;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> open = [];
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                open.Add(ServeAsync(client));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient disposed = client;
        try
        {
            NetworkStream stream = client.GetStream();
            if (await ReadAsync(stream) is not { } request)
            {
                return;
            }

            requests.Enqueue(request);
            ScriptedAnswer told = answer(request);
            switch (told.Manner)
            {
                case AnswerManner.Reset:
                    client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
                    return;
                case AnswerManner.Hang:
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
                    return;
                default:
                    byte[] body = Encoding.UTF8.GetBytes(told.Body);
                    int promised = told.Manner == AnswerManner.CutBody ? body.Length + 10 : body.Length;
                    string head = $"HTTP/1.1 {told.Status.ToString(CultureInfo.InvariantCulture)} X\r\nContent-Type: application/json\r\nContent-Length: {promised.ToString(CultureInfo.InvariantCulture)}\r\nConnection: close\r\n{(told.RetryAfter is { } seconds ? $"Retry-After: {seconds.ToString(CultureInfo.InvariantCulture)}\r\n" : "")}\r\n";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stop.Token);
                    foreach (byte[] piece in told.Manner == AnswerManner.ByteByByte ? body.Select(letter => new[] { letter }) : [body])
                    {
                        await stream.WriteAsync(piece, stop.Token);
                        await stream.FlushAsync(stop.Token);
                    }

                    return;
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            // The other side went away, or the test is over.
        }
    }

    private async Task<ScriptedRequest?> ReadAsync(NetworkStream stream)
    {
        using MemoryStream read = new();
        byte[] buffer = new byte[16 * 1024];
        while (read.Length < 64 * 1024 * 1024)
        {
            int count = await stream.ReadAsync(buffer, stop.Token);
            if (count == 0)
            {
                return null;
            }

            read.Write(buffer, 0, count);
            ReadOnlySpan<byte> bytes = read.GetBuffer().AsSpan(0, (int)read.Length);
            int end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            string[] lines = Encoding.ASCII.GetString(bytes[..end]).Split("\r\n");
            Dictionary<string, string> headers = lines.Skip(1).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
            byte[]? body = Body(bytes[(end + 4)..], headers);
            if (body is not null)
            {
                string[] first = lines[0].Split(' ');
                return new ScriptedRequest(first[0], first[1], headers, body);
            }
        }

        return null;
    }

    /// <summary>The whole body, or null while some of it is missing.</summary>
    private static byte[]? Body(ReadOnlySpan<byte> bytes, Dictionary<string, string> headers)
    {
        if (!headers.TryGetValue("Transfer-Encoding", out string? coding) || !coding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            int length = headers.TryGetValue("Content-Length", out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
            return bytes.Length >= length ? bytes[..length].ToArray() : null;
        }

        using MemoryStream body = new();
        while (bytes.IndexOf("\r\n"u8) is >= 0 and int line)
        {
            int size = int.Parse(Encoding.ASCII.GetString(bytes[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return body.ToArray();
            }

            if (bytes.Length < line + 2 + size + 2)
            {
                return null;
            }

            body.Write(bytes.Slice(line + 2, size));
            bytes = bytes[(line + 2 + size + 2)..];
        }

        return null;
    }

    private readonly Func<ScriptedRequest, ScriptedAnswer> answer;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ScriptedRequest> requests = new();
    private readonly Task loop;
}
