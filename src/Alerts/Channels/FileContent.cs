namespace Tongbi.Alerts.Channels;

/// <summary>A file as a channel delivers it.</summary>
/// <param name="Name">Name under which people get it.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Bytes">What is in it.</param>
public sealed record FileContent(string Name, string ContentType, ReadOnlyMemory<byte> Bytes);
