namespace Tongbi.Collector.Publishing.Marks;

/// <summary>How far one target has got with the marks.</summary>
internal sealed record MarkCursor
{
    /// <summary>Format of the file.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The place and generation it belongs to.</summary>
    public string Target { get; init; } = "";

    /// <summary>Number of the last mark that is there; 0 = none.</summary>
    public long Number { get; init; }

    /// <summary>When that happened, in Unix ticks (100 ns): another instant under the same number means other data.</summary>
    public long At { get; init; }

    /// <summary>Points sent so far, repeated ones too.</summary>
    public long Sent { get; init; }

    /// <summary>Points that the target refused for good.</summary>
    public long Refused { get; init; }

    /// <summary>Whether a file holds a usable one.</summary>
    public static bool IsSound(MarkCursor cursor) => cursor is { Format: 1, Number: >= 0 };
}
