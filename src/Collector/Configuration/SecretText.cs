using System.Text;

namespace Tongbi.Collector.Configuration;

/// <summary>
/// A secret as the configuration names it: <c>env:NAME</c> or <c>file:PATH</c>. The value is fetched each time it is needed, so that a rotated
/// secret counts at once, and it is never printed: <see cref="ToString"/> gives the reference.
/// </summary>
public sealed record SecretText
{
    /// <summary>Largest secret file, in bytes.</summary>
    public const int MaximumBytes = 64 * 1024;

    private SecretText(string reference) => Reference = reference;

    /// <summary>Where it stands, as written in the configuration.</summary>
    public string Reference { get; }

    /// <summary>Reads a reference; null where the text is none (a secret written out has no place in a configuration file).</summary>
    public static SecretText? TryParse(string text) =>
        (text.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) && text.Length > EnvironmentPrefix.Length)
        || (text.StartsWith(FilePrefix, StringComparison.Ordinal) && text.Length > FilePrefix.Length)
            ? new SecretText(text)
            : null;

    /// <summary>An optional secret of a map; anything but a reference is a mistake that does not repeat the value.</summary>
    public static SecretText? Optional(YamlMap map, string key)
    {
        if (map.OptionalString(key) is not { } text)
        {
            return null;
        }

        SecretText? secret = TryParse(text);
        if (secret is null)
        {
            map.Report(key, $"{key} holds a secret itself; write env:NAME or file:PATH and keep the secret there.");
        }

        return secret;
    }

    /// <summary>The secret's value without surrounding line ends.</summary>
    /// <exception cref="InvalidOperationException">It is not there; the message names the reference, never a value.</exception>
    public string Reveal()
    {
        if (Reference.StartsWith(EnvironmentPrefix, StringComparison.Ordinal))
        {
            string? value = Environment.GetEnvironmentVariable(Reference[EnvironmentPrefix.Length..]);
            return string.IsNullOrEmpty(value) ? throw new InvalidOperationException($"The secret {Reference} is not set; set the environment variable.") : value;
        }

        try
        {
            using FileStream file = new(Reference[FilePrefix.Length..], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[MaximumBytes + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string value = Encoding.UTF8.GetString(bytes.AsSpan(0, length)).Trim('\uFEFF', '\r', '\n');
            return value.Length > 0 && length <= MaximumBytes ? value : throw new InvalidOperationException($"The secret {Reference} is empty or too large; write it into the file.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The secret {Reference} cannot be read; check the file and its rights.");
        }
    }

    /// <summary>The reference, never the value.</summary>
    public override string ToString() => Reference;

    private const string EnvironmentPrefix = "env:";
    private const string FilePrefix = "file:";
}
