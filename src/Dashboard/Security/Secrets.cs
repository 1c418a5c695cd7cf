using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tongbi.Dashboard.Security;

/// <summary>Makes and fingerprints secrets. A secret of 256 random bits needs no slow hash: it cannot be guessed from its SHA-256.</summary>
public static class Secrets
{
    /// <summary>A new key or token: the prefix and 256 random bits, safe in headers and addresses.</summary>
    public static string NewToken(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A new identifier, not secret: the prefix and 40 random bits.</summary>
    public static string NewId(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));

    /// <summary>A password to be typed by a person once: about 119 bits, without characters that look alike.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 20);

    /// <summary>The fingerprint under which a secret is stored and looked up. As the lookup is by fingerprint, its timing tells nothing of the secret.</summary>
    public static string Fingerprint(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
