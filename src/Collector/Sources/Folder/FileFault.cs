namespace Tongbi.Collector.Sources.Folder;

/// <summary>Why a file as a whole was not taken: stable codes beside those of <see cref="Ingest.RefusalCode"/>.</summary>
public static class FileFault
{
    /// <summary>It cannot be read to its end as what its name says it is.</summary>
    public const string BadFile = "bad_file";

    /// <summary>A workbook that could do more than hold cells (macros, links to elsewhere), or unpacks to more than any real one.</summary>
    public const string UnsafeWorkbook = "unsafe_workbook";

    /// <summary>Larger than the folder takes.</summary>
    public const string TooLarge = "too_large";

    /// <summary>Its manifest cannot be read, or is of another file.</summary>
    public const string BadManifest = "bad_manifest";

    /// <summary>Its size is not what the manifest says.</summary>
    public const string SizeMismatch = "size_mismatch";

    /// <summary>Its content is not what the manifest was made of.</summary>
    public const string ChecksumMismatch = "checksum_mismatch";

    /// <summary>It has more or fewer records than the manifest says.</summary>
    public const string RecordsMismatch = "records_mismatch";

    /// <summary>Its sequence number was given to another content before.</summary>
    public const string SequenceReused = "sequence_reused";

    /// <summary>It changed while it was read.</summary>
    public const string Changed = "changed";

    /// <summary>A link, a folder, a pipe or a device: nothing that is read.</summary>
    public const string NotAFile = "not_a_file";

    /// <summary>Its name is not UTF-8, so that it cannot even be moved.</summary>
    public const string BadName = "bad_name";

    /// <summary>It may not be read, or not be moved.</summary>
    public const string NoAccess = "no_access";

    /// <summary>The folder itself cannot be listed or written.</summary>
    public const string FolderUnavailable = "folder_unavailable";
}
