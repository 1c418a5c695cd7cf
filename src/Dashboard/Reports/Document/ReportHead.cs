namespace Tongbi.Dashboard.Reports.Document;

/// <summary>What a report is about and from which data it was made.</summary>
public sealed record ReportHead
{
    /// <summary>The title, as 云和县公安局2026年10月警情分析.</summary>
    public required string Title { get; init; }

    /// <summary>The line under the title: the office, the number of the issue; empty if none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The span, as 2026年10月1日至10月31日(31天).</summary>
    public required string Period { get; init; }

    /// <summary>The unit, by name.</summary>
    public required string Unit { get; init; }

    /// <summary>BCP 47: <c>zh-CN</c> or <c>en</c>; the language of the document.</summary>
    public required string Language { get; init; }

    /// <summary>The data version that every figure is computed from.</summary>
    public required long Version { get; init; }

    /// <summary>数据截至: the instant, in the office's zone; fixed for a version, so that bytes can be reproduced.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The footer: 数据截至, version, 口径, profile.</summary>
    public required string Footer { get; init; }

    /// <summary>A mark across every page, as 模拟数据 or 草稿; empty if none.</summary>
    public string Watermark { get; init; } = "";
}
