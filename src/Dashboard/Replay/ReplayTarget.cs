namespace Tongbi.Dashboard.Replay;

/// <summary>The server that a replay sends to, by its public endpoint.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Key">A key that may send the file's sources.</param>
internal sealed record ReplayTarget(Uri Url, string Key);
