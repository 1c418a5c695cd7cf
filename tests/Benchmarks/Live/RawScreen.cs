using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Tongbi.Dashboard.Live;

namespace Tongbi.Benchmarks.Live;

/// <summary>A screen that reads its messages and looks only at their version, so that hundreds of them cost the machine little.</summary>
internal sealed class RawScreen(Uri server, string key, AcceptedWrites accepted) : IDisposable
{
    private readonly ClientWebSocket socket = new();

    public Samples Latencies { get; } = new(1024);

    /// <summary>Version of the last snapshot or update.</summary>
    public long Version { get; private set; }

    public int Updates { get; private set; }

    public long Bytes { get; private set; }

    public async Task StartAsync()
    {
        socket.Options.SetRequestHeader("X-API-Key", key);
        Uri address = new UriBuilder(new Uri(server, LiveExtensions.HubPath)) { Scheme = "ws" }.Uri;
        await socket.ConnectAsync(address, CancellationToken.None);
        await SendAsync("""{"protocol":"json","version":1}""");
        await SendAsync("""{"type":1,"invocationId":"1","target":"Subscribe","arguments":[{"view":"wall"}]}""");
        TaskCompletionSource first = new();
        _ = ReadAsync(first);
        await first.Task;
    }

    public void Dispose() => socket.Dispose();

    private Task SendAsync(string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task ReadAsync(TaskCompletionSource first)
    {
        byte[] buffer = new byte[16 * 1024];
        ArrayBufferWriter<byte> message = new(64 * 1024);
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    throw new InvalidOperationException("The server closed a screen.");
                }

                message.Write(buffer.AsSpan(0, part.Count));
                if (part.EndOfMessage)
                {
                    Note(message.WrittenSpan, first);
                    message.ResetWrittenCount();
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The benchmark is over, or tells by a version that is never reached.
            first.TrySetException(failure);
        }
    }

    private void Note(ReadOnlySpan<byte> messages, TaskCompletionSource first)
    {
        long now = Stopwatch.GetTimestamp();
        foreach (Range range in messages.Split((byte)0x1e))
        {
            ReadOnlySpan<byte> message = messages[range];
            bool snapshot = message.IndexOf("\"target\":\"Snapshot\""u8) >= 0;
            if (!snapshot && message.IndexOf("\"target\":\"Update\""u8) < 0)
            {
                continue;
            }

            ReadOnlySpan<byte> rest = message[(message.IndexOf("\"version\":"u8) + 10)..];
            if (Utf8Parser.TryParse(rest, out long version, out _))
            {
                if (!snapshot)
                {
                    Updates++;
                    Bytes += message.Length;
                    foreach (long at in accepted.Between(Version, version))
                    {
                        Latencies.Add(Stopwatch.GetElapsedTime(at, now));
                    }
                }

                Version = version;
                first.TrySetResult();
            }
        }
    }
}
