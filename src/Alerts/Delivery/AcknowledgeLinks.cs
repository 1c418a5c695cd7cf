using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Tongbi.Alerts.Delivery;

/// <summary>
/// Signed one-time links to acknowledge an alert from a message, without signing in. A link names one alert and one receiver, ends after a
/// day and works once; it can do nothing else. Thread-safe.
/// </summary>
/// <param name="key">Secret of this installation, at least 32 bytes.</param>
public sealed class AcknowledgeLinks(ReadOnlyMemory<byte> key)
{
    /// <summary>How long a link works.</summary>
    public static readonly Duration Life = Duration.FromHours(24);

    /// <summary>Reads the key's file, making it (mode 0600) at the first start.</summary>
    public static AcknowledgeLinks Open(string path)
    {
        if (!File.Exists(path))
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using FileStream file = new(path, options);
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        byte[] key = File.ReadAllBytes(path);
        return key.Length >= KeyBytes ? new AcknowledgeLinks(key) : throw new InvalidOperationException($"The key file {path} is damaged: {key.Length} bytes. Remove it; links in messages that were sent stop working.");
    }

    /// <summary>The token of a link. The same message and alert always give the same token, so a message that is sent again works as the first.</summary>
    /// <param name="alert">Id of the alert.</param>
    /// <param name="receiver">Id of the receiver.</param>
    /// <param name="message">Idempotency key of the message.</param>
    /// <param name="sent">When the message was decided.</param>
    public string TokenOf(string alert, string receiver, string message, Instant sent)
    {
        string content = string.Join('\n', alert, receiver, message, (sent + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        return Base64Url.EncodeToString([.. Sign(bytes), .. bytes]);
    }

    /// <summary>What a token says; null if we did not sign it or its time is over.</summary>
    public AcknowledgeToken? Read(string token, Instant now)
    {
        if (token.Length > MaximumLength || !Base64Url.IsValid(token))
        {
            return null;
        }

        byte[] all = Base64Url.DecodeFromChars(token);
        if (all.Length <= SignatureBytes || !CryptographicOperations.FixedTimeEquals(Sign(all.AsSpan(SignatureBytes)), all.AsSpan(0, SignatureBytes)))
        {
            return null;
        }

        string[] parts = Encoding.UTF8.GetString(all.AsSpan(SignatureBytes)).Split('\n');
        return parts.Length == 4 && long.TryParse(parts[3], CultureInfo.InvariantCulture, out long until) && now.ToUnixTimeSeconds() < until
            ? new AcknowledgeToken(parts[0], parts[1], $"{parts[2]}:{parts[0]}")
            : null;
    }

    private byte[] Sign(ReadOnlySpan<byte> content) => HMACSHA256.HashData(key.Span, content)[..SignatureBytes];

    private const int KeyBytes = 32;
    private const int SignatureBytes = 24;
    private const int MaximumLength = 1_000;
}
