namespace Tongbi.Alerts.Messages;

/// <summary>Names a file that goes with a message; its bytes are kept beside the outbox, once for all channels.</summary>
/// <param name="Name">Name under which people get it, without a path.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Hash">SHA-256 of the bytes, in hexadecimal: where they are kept.</param>
public sealed record AttachedFile(string Name, string ContentType, long Length, string Hash);
