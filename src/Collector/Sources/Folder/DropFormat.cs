namespace Tongbi.Collector.Sources.Folder;

/// <summary>What the files of a folder are.</summary>
public enum DropFormat
{
    /// <summary>What each file's name says: <c>.csv .txt .tsv</c>, <c>.ndjson .jsonl</c>, <c>.json</c> (an array), <c>.xlsx</c>.</summary>
    Auto,

    /// <summary>Text with a separator and a header row.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>One JSON array of objects.</summary>
    Json,

    /// <summary>A workbook.</summary>
    Xlsx,
}
