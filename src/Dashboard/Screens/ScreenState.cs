namespace Tongbi.Dashboard.Screens;

/// <summary>How a screen is doing.</summary>
public enum ScreenState
{
    /// <summary>Its link was never opened.</summary>
    Never,

    /// <summary>It shows what the server says.</summary>
    Live,

    /// <summary>It is connected, but draws nothing or says nothing any more.</summary>
    Frozen,

    /// <summary>It is not connected.</summary>
    Gone,
}
