using MessagePack;

namespace Tongbi.Dashboard.Screens;

/// <summary>What a wall page tells of itself every 15 s; the shape is described in <c>docs/formats/live.md</c>.</summary>
[MessagePackObject]
public sealed class ScreenReport
{
    /// <summary>Name that the page gave itself when it was loaded: two of them at one time are two screens with one token.</summary>
    [Key("page")]
    public string? Page { get; set; }

    /// <summary>Wall on show.</summary>
    [Key("view")]
    public string? View { get; set; }

    /// <summary>Whether the page can be seen at all; a browser draws nothing on one that cannot.</summary>
    [Key("visible")]
    public bool Visible { get; set; }

    /// <summary>Frames drawn since the last report.</summary>
    [Key("frames")]
    public int Frames { get; set; }

    /// <summary>Time from frame to frame that 95 of 100 keep to, milliseconds; null = nothing was drawn.</summary>
    [Key("frameP95Ms")]
    public double? FrameP95Ms { get; set; }

    /// <summary>Heap of the page's script, MiB; null where the browser does not tell.</summary>
    [Key("heapMb")]
    public double? HeapMb { get; set; }

    /// <summary>Elements of the page.</summary>
    [Key("nodes")]
    public int Nodes { get; set; }

    /// <summary>The <c>serverVersion</c> that the page was loaded with.</summary>
    [Key("serverVersion")]
    public string? ServerVersion { get; set; }

    /// <summary>Version of the data on show.</summary>
    [Key("version")]
    public long? Version { get; set; }

    /// <summary>Seconds since the page last heard from the server, by its own clock.</summary>
    [Key("silentSeconds")]
    public int SilentSeconds { get; set; }

    /// <summary>Width of the window in pixels.</summary>
    [Key("width")]
    public int Width { get; set; }

    /// <summary>Height of the window in pixels.</summary>
    [Key("height")]
    public int Height { get; set; }

    /// <summary>How often the page has been loaded anew by its own watchdog since the browser was started.</summary>
    [Key("reloads")]
    public int Reloads { get; set; }
}
