using System.Security.Cryptography;
using System.Text.Json;

namespace Tongbi.Dashboard.Walls;

/// <summary>
/// Tells a screen that hangs for months when to load itself anew: the text changes with every build of the server and with every change of what
/// the layout says, the names of the catalogue included.
/// </summary>
internal static class ServerVersion
{
    /// <summary>The version text of a document under this build; what the document itself carries as its version is left out.</summary>
    public static string Of(WallDocument document)
    {
        byte[] hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(document with { ServerVersion = "" }));
        return $"{Build}-{Convert.ToHexStringLower(hash.AsSpan(0, 4))}";
    }

    private static readonly string Build =
        $"{typeof(ServerVersion).Assembly.GetName().Version?.ToString(3)}-{typeof(ServerVersion).Module.ModuleVersionId.ToString("N")[..8]}";
}
