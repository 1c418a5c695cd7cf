using System.Net;
using System.Net.Sockets;

namespace Tongbi.Testing;

/// <summary>Finds ports for real servers in tests.</summary>
public static class LoopbackPorts
{
    /// <summary>A loopback port that was free just now.</summary>
    public static int Free()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
