using MessagePack;

namespace Tongbi.Dashboard.Live;

/// <summary>What a screen asks to be shown.</summary>
[MessagePackObject]
public sealed class SubscribeRequest
{
    /// <summary>Name of a layout; null = <c>wall</c>.</summary>
    [Key("view")]
    public string? View { get; set; }

    /// <summary>Unit code; null = the layout's, else the topmost that the caller may read.</summary>
    [Key("unit")]
    public string? Unit { get; set; }

    /// <summary><c>zh</c> or <c>en</c>. Every figure carries both wordings, so views are shared between languages.</summary>
    [Key("lang")]
    public string? Lang { get; set; }

    /// <summary>Version of the last message received, after a reconnect: the answer is the difference where that is shorter than a snapshot.</summary>
    [Key("version")]
    public long? Version { get; set; }
}
