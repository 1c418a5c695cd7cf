using NodaTime;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>One watched folder as the configuration says (<c>folders.yaml</c>). Immutable.</summary>
public sealed record FolderPlan
{
    /// <summary>Its name in answers, logs and state.</summary>
    public required string Id { get; init; }

    /// <summary>The folder, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>The only source that it feeds.</summary>
    public required string Source { get; init; }

    /// <summary>What the rows are.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>Names of the files that are taken, with <c>*</c> and <c>?</c>; empty = all whose name tells a known format.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>What the files are.</summary>
    public DropFormat Format { get; init; }

    /// <summary>How the characters of text files are written.</summary>
    public TextEncoding Encoding { get; init; }

    /// <summary>What separates the cells of a CSV; 0 = found in its first line.</summary>
    public byte Delimiter { get; init; }

    /// <summary>Sheet of a workbook; null = the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Row of a sheet that names the columns; null = it is found.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Whether the last computed value of a formula is taken; else its row is refused.</summary>
    public bool TakesFormulas { get; init; }

    /// <summary>How the columns become fields.</summary>
    public required ImportMapping Mapping { get; init; }

    /// <summary>Whether files come with a manifest.</summary>
    public ManifestPolicy Manifest { get; init; }

    /// <summary>What becomes of files behind a gap.</summary>
    public GapPolicy OnGap { get; init; }

    /// <summary>How often the folder is looked at.</summary>
    public Duration Every { get; init; } = Duration.FromSeconds(5);

    /// <summary>How many looks must find a file the same before it is read.</summary>
    public int StableLooks { get; init; } = 2;

    /// <summary>Where files go that were taken without a refusal, absolute.</summary>
    public required string Done { get; init; }

    /// <summary>Where files go of which something was refused, absolute.</summary>
    public required string Failed { get; init; }

    /// <summary>How long files stay in <see cref="Done"/>; null = for good.</summary>
    public Duration? KeepDone { get; init; }

    /// <summary>Largest file, also after unpacking, in bytes.</summary>
    public long MaximumBytes { get; init; } = 2L << 30;

    /// <summary>Who delivers, for the record.</summary>
    public string Actor => "folder:" + Id;
}
