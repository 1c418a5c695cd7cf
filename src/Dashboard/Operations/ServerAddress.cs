using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Tongbi.Dashboard.Operations;

/// <summary>Addresses as they are listened on, and as they can be opened on this machine.</summary>
public static class ServerAddress
{
    /// <summary>The first address of a bound server, without a slash at the end; one that listens on all interfaces is reached by loopback.</summary>
    public static string Of(IServer server)
    {
        string address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The server is not bound to an address yet.");
        return Reachable(address);
    }

    /// <summary>The address with a wildcard host replaced by loopback.</summary>
    public static string Reachable(string address) => address
        .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
        .Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
        .Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
        .TrimEnd('/');

    /// <summary>Whether an address takes connections from other machines without encryption.</summary>
    public static bool IsOpenWithoutTls(string address)
    {
        BindingAddress parsed = BindingAddress.Parse(address);
        bool loopback = parsed.Host is "localhost" || (System.Net.IPAddress.TryParse(parsed.Host.Trim('[', ']'), out System.Net.IPAddress? ip) && System.Net.IPAddress.IsLoopback(ip));
        return !loopback && !parsed.IsUnixPipe && !string.Equals(parsed.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);
    }
}
