namespace Tongbi.Collector.Configuration;

/// <summary>Where one part of the configuration stands: one file, or all <c>*.yaml</c> files of a folder. Either may be absent.</summary>
/// <param name="Path">The file or the folder.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
public sealed record ConfigurationPlace(string Path, bool IsFolder)
{
    /// <summary>Most files of a folder that are read; more are a mistake.</summary>
    public const int MaximumFiles = 256;

    /// <summary>Which files of a folder are meant.</summary>
    public string Pattern { get; init; } = "*.yaml";

    /// <summary>A place that is one file.</summary>
    public static ConfigurationPlace File(string path) => new(path, IsFolder: false);

    /// <summary>A place that is a folder of files, which together are one part.</summary>
    public static ConfigurationPlace Folder(string path) => new(path, IsFolder: true);

    /// <summary>The texts as they stand now, sorted by file name; empty if the place is absent.</summary>
    /// <exception cref="ConfigurationException">A file cannot be read, or there are too many.</exception>
    public IReadOnlyList<ConfigurationText> Read()
    {
        if (!IsFolder)
        {
            return System.IO.File.Exists(Path) ? [new ConfigurationText(Path, StrictYaml.ReadText(Path))] : [];
        }

        if (!Directory.Exists(Path))
        {
            return [];
        }

        string[] files = [.. Directory.EnumerateFiles(Path, Pattern).Order(StringComparer.Ordinal)];
        if (files.Length > MaximumFiles)
        {
            throw new ConfigurationException([new ConfigurationMistake(Path, 1, 1, $"{files.Length} files are more than {MaximumFiles}; put several entries into one file.")]);
        }

        List<ConfigurationText> texts = [];
        List<ConfigurationMistake> unreadable = [];
        foreach (string file in files)
        {
            try
            {
                texts.Add(new ConfigurationText(file, StrictYaml.ReadText(file)));
            }
            catch (ConfigurationException failure)
            {
                unreadable.AddRange(failure.Mistakes);
            }
        }

        return unreadable.Count == 0 ? texts : throw new ConfigurationException(unreadable);
    }
}
