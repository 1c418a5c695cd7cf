namespace Tongbi.Alerts.Incidents;

/// <summary>The public contract's words for severities.</summary>
public static class SeverityWords
{
    /// <summary>All severities by their word, the mildest first.</summary>
    public static IReadOnlyDictionary<string, Severity> All { get; } = new Dictionary<string, Severity>(StringComparer.Ordinal)
    {
        ["blue"] = Severity.Blue,
        ["yellow"] = Severity.Yellow,
        ["orange"] = Severity.Orange,
        ["red"] = Severity.Red,
    };

    /// <summary><c>blue yellow orange red</c>.</summary>
    public static string Word(this Severity severity) => severity switch
    {
        Severity.Blue => "blue",
        Severity.Yellow => "yellow",
        Severity.Orange => "orange",
        Severity.Red => "red",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "No such severity."),
    };

    /// <summary>蓝色, 黄色, 橙色, 红色.</summary>
    public static string Chinese(this Severity severity) => severity switch
    {
        Severity.Blue => "蓝色",
        Severity.Yellow => "黄色",
        Severity.Orange => "橙色",
        Severity.Red => "红色",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "No such severity."),
    };
}
