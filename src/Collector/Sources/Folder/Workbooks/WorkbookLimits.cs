namespace Tongbi.Collector.Sources.Folder.Workbooks;

/// <summary>What a workbook may at most be. Real ones stay far below; a bomb is found before it is unpacked.</summary>
internal sealed record WorkbookLimits
{
    /// <summary>Parts of the package.</summary>
    public int Parts { get; init; } = 2_000;

    /// <summary>Size of all parts together after unpacking, in bytes.</summary>
    public long UnpackedBytes { get; init; } = 8L << 30;

    /// <summary>How many times larger than packed a part may be, once it is larger than <see cref="RatioFreeBytes"/>. Repetitive sheets reach 60.</summary>
    public int Ratio { get; init; } = 250;

    /// <summary>Size up to which the ratio does not matter, in bytes.</summary>
    public long RatioFreeBytes { get; init; } = 4 << 20;

    /// <summary>Size of a part that describes the workbook rather than its cells, in bytes.</summary>
    public long DescriptionBytes { get; init; } = 16 << 20;

    /// <summary>The table of shared texts, in bytes of UTF-8: it is held in memory, since no raw value may be put on disk.</summary>
    public long SharedTextBytes { get; init; } = 256 << 20;

    /// <summary>Cells with different texts.</summary>
    public int SharedTexts { get; init; } = 20_000_000;
}
