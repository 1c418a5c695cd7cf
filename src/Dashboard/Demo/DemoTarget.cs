namespace Tongbi.Dashboard.Demo;

/// <summary>Where the simulator posts to: the same public endpoints as any source.</summary>
/// <param name="BaseUrl">Address of the server.</param>
/// <param name="IngestKey">A key with <c>ingest:*</c>.</param>
public sealed record DemoTarget(Uri BaseUrl, string IngestKey);
