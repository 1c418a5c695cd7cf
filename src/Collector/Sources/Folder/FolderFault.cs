namespace Tongbi.Collector.Sources.Folder;

/// <summary>Something in a folder that is left where it is, or the folder itself.</summary>
/// <param name="File">The file's label; empty for the folder itself.</param>
/// <param name="Code">One of <see cref="FileFault"/>.</param>
/// <param name="Message">One English sentence with the remedy.</param>
public sealed record FolderFault(string File, string Code, string Message);
