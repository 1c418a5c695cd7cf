using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Walls;

/// <summary>What stands in the folder <c>walls/</c> at one look: the texts of its layout files, and what could not be read.</summary>
/// <param name="Texts">Text by file, sorted by file.</param>
/// <param name="Unreadable">Files that could not be read.</param>
internal sealed record WallFolder(IReadOnlyList<KeyValuePair<string, string>> Texts, IReadOnlyList<ConfigurationMistake> Unreadable)
{
    /// <summary>Most layout files that are read; more are a mistake.</summary>
    public const int MaximumFiles = 64;

    /// <summary>Looks at the folder. One that is absent has no layouts.</summary>
    public static WallFolder Look(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new WallFolder([], []);
        }

        string[] files = [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)];
        List<KeyValuePair<string, string>> texts = [];
        List<ConfigurationMistake> unreadable = [];
        if (files.Length > MaximumFiles)
        {
            unreadable.Add(new ConfigurationMistake(folder, 1, 1, $"{files.Length} layout files are more than {MaximumFiles}; remove those that no screen shows."));
        }

        foreach (string file in files.Take(MaximumFiles))
        {
            try
            {
                texts.Add(new(file, StrictYaml.ReadText(file)));
            }
            catch (ConfigurationException failure)
            {
                unreadable.AddRange(failure.Mistakes);
            }
        }

        return new WallFolder(texts, unreadable);
    }

    /// <summary>Looks at the files and at what was drawn on the page; where both have a layout of one name, the file wins.</summary>
    public static WallFolder Look(string folder, string? saved)
    {
        WallFolder files = Look(folder);
        if (saved is null)
        {
            return files;
        }

        WallFolder drawn = Look(saved);
        HashSet<string> names = [.. files.Texts.Select(text => Path.GetFileName(text.Key)).Concat(files.Unreadable.Select(mistake => Path.GetFileName(mistake.File)))];
        return new WallFolder([.. files.Texts, .. drawn.Texts.Where(text => !names.Contains(Path.GetFileName(text.Key)))], [.. files.Unreadable, .. drawn.Unreadable]);
    }

    /// <summary>Reads the layouts against a catalogue: the good ones by id, and every mistake of the others.</summary>
    public (IReadOnlyDictionary<string, WallLayout> Layouts, IReadOnlyList<ConfigurationMistake> Mistakes) Read(Catalogue catalogue)
    {
        Dictionary<string, WallLayout> layouts = new(StringComparer.Ordinal);
        List<ConfigurationMistake> mistakes = [.. Unreadable];
        foreach ((string file, string text) in Texts)
        {
            try
            {
                WallLayout layout = WallLayoutReader.Read(file, text, catalogue);
                layouts[layout.Id] = layout;
            }
            catch (ConfigurationException failure)
            {
                mistakes.AddRange(failure.Mistakes);
            }
        }

        return (layouts, mistakes);
    }

    /// <summary>Whether another look found the same.</summary>
    public bool SameAs(WallFolder other) => Texts.SequenceEqual(other.Texts) && Unreadable.SequenceEqual(other.Unreadable);
}
