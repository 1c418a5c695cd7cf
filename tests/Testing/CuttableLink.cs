using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tongbi.Testing;

/// <summary>
/// A TCP link to a loopback port that a test can cut: on command, or after so many bytes went towards the server, with the rest of what was being
/// sent or answered lost. While it is cut, new connections are closed at once.
/// </summary>
public sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> open = new();
    private readonly CancellationTokenSource ending = new();
    private readonly int target;
    private readonly Task accepting;
    private long bytesLeft = long.MaxValue;
    private int connections;
    private volatile bool isCut;

    /// <summary>Listens on a free loopback port and passes everything on.</summary>
    /// <param name="target">Loopback port of the server.</param>
    public CuttableLink(int target)
    {
        this.target = target;
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    /// <summary>The near end.</summary>
    public Uri Url { get; }

    /// <summary>Connections taken so far, refused ones too.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Whether it is cut now.</summary>
    public bool IsCut => isCut;

    /// <summary>Drops every connection now and takes none until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        isCut = true;
        foreach (Socket socket in open.Keys)
        {
            try
            {
                // A reset, as a pulled cable or a dying router makes; both ends lose what was under way.
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
            }
            catch (Exception gone) when (gone is ObjectDisposedException or SocketException)
            {
                // The connection ended by itself at this very moment.
            }
        }
    }

    /// <summary>Cuts by itself as soon as so many more bytes went towards the server: in the middle of a request.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref bytesLeft, bytes);

    /// <summary>Passes everything on again.</summary>
    public void Mend()
    {
        Interlocked.Exchange(ref bytesLeft, long.MaxValue);
        isCut = false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        listener.Dispose();
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> carried = [];
        while (!ending.IsCancellationRequested)
        {
            try
            {
                TcpClient near = await listener.AcceptTcpClientAsync(ending.Token);
                Interlocked.Increment(ref connections);
                carried.Add(CarryAsync(near));
                carried.RemoveAll(task => task.IsCompleted);
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(carried);
    }

    private async Task CarryAsync(TcpClient near)
    {
        using TcpClient far = new();

        // The sockets themselves: a client that is closed has none any more.
        (Socket nearSocket, Socket farSocket) = (near.Client, far.Client);
        open[nearSocket] = 0;
        open[farSocket] = 0;
        try
        {
            if (!isCut)
            {
                await far.ConnectAsync(IPAddress.Loopback, target, ending.Token);
                Task there = PumpAsync(near.GetStream(), far.GetStream(), counted: true);
                Task back = PumpAsync(far.GetStream(), near.GetStream(), counted: false);
                await Task.WhenAny(there, back);
            }
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The far end is down or the link was cut meanwhile: the near end sees its connection closed.
        }
        finally
        {
            open.TryRemove(nearSocket, out _);
            open.TryRemove(farSocket, out _);
            near.Dispose();
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool counted)
    {
        byte[] buffer = new byte[8 * 1024];
        try
        {
            while (!isCut)
            {
                int read = await from.ReadAsync(buffer, ending.Token);
                if (read == 0)
                {
                    return;
                }

                int passed = counted ? (int)Math.Clamp(Interlocked.Add(ref bytesLeft, -read) + read, 0, read) : read;
                await to.WriteAsync(buffer.AsMemory(0, passed), ending.Token);
                if (passed < read)
                {
                    Cut();
                }
            }
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end went away: the other is closed by whoever carries both.
        }
    }
}
