using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Notify;

/// <summary>A value that is written out, or a reference to a secret.</summary>
public sealed record SecretOrText
{
    /// <summary>Takes a text as it stands in the configuration.</summary>
    public SecretOrText(string text)
    {
        secret = SecretText.TryParse(text);
        plain = text;
    }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">A secret is not there.</exception>
    public string Reveal() => secret?.Reveal() ?? plain;

    /// <summary>The reference, or stars: a written-out value may be a secret all the same.</summary>
    public override string ToString() => secret?.Reference ?? "***";

    private readonly SecretText? secret;
    private readonly string plain;
}
