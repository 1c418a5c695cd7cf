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

    /// <summary>Maps of the units for walls, one GeoJSON file each.</summary>
    public string MapsFolder => System.IO.Path.Combine(Path, "maps");

    /// <summary>Code tables of the sources: their codes for our units and categories.</summary>
    public string CodesFile => System.IO.Path.Combine(Path, "codes.yaml");

    /// <summary>Watched folders that sources put files into.</summary>
    public string FoldersFile => System.IO.Path.Combine(Path, "folders.yaml");

    /// <summary>Scheduled pulls from the databases of sources.</summary>
    public string PullsFile => System.IO.Path.Combine(Path, "pulls.yaml");

    /// <summary>Where counts are published to.</summary>
    public string PublishFile => System.IO.Path.Combine(Path, "publish.yaml");

    /// <summary>Alert rules, any number of files.</summary>
    public string RulesFolder => System.IO.Path.Combine(Path, "rules");

    /// <summary>Who is told of alerts, and how.</summary>
    public string NotifyFile => System.IO.Path.Combine(Path, "notify.yaml");

    /// <summary>What the reports consist of and when they are made, one file for each edition.</summary>
    public string ReportsFolder => System.IO.Path.Combine(Path, "reports");

    /// <summary>How the columns of a file to import map to fields.</summary>
    public string MappingFile => System.IO.Path.Combine(Path, "mapping.yaml");
}
