namespace Tongbi.Collector.Sources.Folder;

/// <summary>A file in a watched folder, as a look found it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Label">The name as it may be repeated.</param>
/// <param name="Identity">What tells whether it is still the same.</param>
internal sealed record DropFile(string Path, string Name, string Label, FileIdentity Identity)
{
    /// <summary>Its manifest; null if it has none (yet).</summary>
    public FileManifest? Manifest { get; init; }

    /// <summary>What is wrong with its manifest, once that is complete.</summary>
    public FileFaultException? ManifestFault { get; init; }
}
