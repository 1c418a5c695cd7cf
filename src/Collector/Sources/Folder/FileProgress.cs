namespace Tongbi.Collector.Sources.Folder;

/// <summary>How far a file is.</summary>
/// <param name="File">Its label.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Read">Bytes read so far.</param>
/// <param name="Committed">Records committed so far; begins when all are read.</param>
public sealed record FileProgress(string File, long Bytes, long Read, long Committed);
