using System.Text;
using System.Text.Json;

namespace Tongbi.Testing;

/// <summary>A request that a <see cref="ScriptedHttpServer"/> was sent.</summary>
/// <param name="Method">Method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Body">Body.</param>
public sealed record ScriptedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
