namespace Tongbi.Collector.Sources.Folder;

/// <summary>What became of one file; nothing in it comes from the file's content.</summary>
public sealed record FileRecord
{
    /// <summary>The file's name, with what might be personal left out.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of its bytes, in hexadecimal digits; empty where it was not read to its end.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Sequence number, if its manifest has one.</summary>
    public long? Sequence { get; init; }

    /// <summary>When it was settled.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why nothing of it was counted: one of <see cref="FileFault"/>; null = it was taken.</summary>
    public string? Fault { get; init; }

    /// <summary>The same as a sentence.</summary>
    public string? Message { get; init; }

    /// <summary>Records in it.</summary>
    public long Received { get; init; }

    /// <summary>Records seen for the first time.</summary>
    public long Inserted { get; init; }

    /// <summary>Records that replaced an earlier one, or took one out.</summary>
    public long Changed { get; init; }

    /// <summary>Records that were known already, or older than what is known.</summary>
    public long Known { get; init; }

    /// <summary>Records that were refused.</summary>
    public long Rejected { get; init; }

    /// <summary>How many of the refused ones are kept, to be counted once their codes are mapped.</summary>
    public long Held { get; init; }

    /// <summary>Whether the same content, or its sequence number, came before.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Whether the file was moved out of the folder.</summary>
    public bool IsMoved { get; init; }

    /// <summary>Whether it was taken without a refusal.</summary>
    public bool IsGood => Fault is null && Rejected == 0;
}
