namespace Tongbi.Dashboard.Operations;

/// <summary>The configuration directory: which file says what. All but the catalogue may be absent.</summary>
public sealed class ConfigDirectory
{
    /// <summary>Names the directory; it must be there.</summary>
    /// <exception cref="OperatorException">It is not there.</exception>
    public ConfigDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(Path))
        {
            throw new OperatorException($"There is no configuration directory at {Path}; name the right one with --config.");
        }
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>What may be counted.</summary>
    public string CatalogueFile => System.IO.Path.Combine(Path, "catalog.yaml");

    /// <summary>Layouts of the walls, one file each.</summary>
    public string WallsFolder => System.IO.Path.Combine(Path, "walls");

    /// <summary>How the columns of a file to import map to fields.</summary>
    public string MappingFile => System.IO.Path.Combine(Path, "mapping.yaml");
}
