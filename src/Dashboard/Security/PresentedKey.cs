using System.Text;

namespace Tongbi.Dashboard.Security;

/// <summary>A key as a program presents it.</summary>
/// <param name="Secret">The secret as sent.</param>
/// <param name="Ambient">Whether a browser would send it by itself (HTTP basic).</param>
internal readonly record struct PresentedKey(string Secret, bool Ambient)
{
    /// <summary>Header of the usual way.</summary>
    public const string HeaderName = "X-API-Key";

    /// <summary>Reads <c>X-API-Key</c>, or <c>Authorization</c> with <c>Bearer</c>, <c>Token</c> or <c>Basic</c> (the key is the password), or, on
    /// the addresses of InfluxDB's version 1, <c>p=</c>.</summary>
    /// <returns>Null if the request presents no key at all; an unreadable one is an empty secret, which opens nothing.</returns>
    public static PresentedKey? Of(HttpRequest request)
    {
        if (request.Headers[HeaderName] is [{ } direct, ..])
        {
            return new PresentedKey(direct.Trim(), false);
        }

        if (request.Headers.Authorization is not [{ } header, ..])
        {
            return OfAddress(request);
        }

        (string scheme, string rest) = header.Trim().Split(' ', 2) is [var first, var second] ? (first, second.Trim()) : (header.Trim(), "");
        return scheme.ToUpperInvariant() switch
        {
            "BEARER" or "TOKEN" => new PresentedKey(rest, false),
            "BASIC" => new PresentedKey(PasswordOf(rest), true),
            _ => new PresentedKey("", false),
        };
    }

    // InfluxDB's version 1 clients put user and password into the address. No log keeps a query string.
    private static PresentedKey? OfAddress(HttpRequest request) =>
        InfluxPaths.Any(path => request.Path.Equals(path)) && request.Query["p"] is [{ Length: > 0 } password, ..]
            ? new PresentedKey(password, false)
            : null;

    private static string PasswordOf(string encoded)
    {
        byte[] buffer = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, buffer, out int length))
        {
            return "";
        }

        string pair = Encoding.UTF8.GetString(buffer, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "" : pair[(colon + 1)..];
    }

    private static readonly PathString[] InfluxPaths = ["/write", "/query"];
}
