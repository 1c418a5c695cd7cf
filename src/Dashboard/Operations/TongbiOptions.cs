namespace Tongbi.Dashboard.Operations;

/// <summary>
/// What the command line or the settings say about this process. Every option of the command line is the setting of the same name in the
/// section <c>Tongbi</c> (<c>Tongbi:Data</c>, environment <c>Tongbi__Data</c>); the command line wins.
/// </summary>
public sealed class TongbiOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Tongbi";

    /// <summary>The configuration shipped with the program: the demo catalogue of Yunhe.</summary>
    public static string ShippedConfig { get; } = Path.Combine(AppContext.BaseDirectory, "config");

    /// <summary>Folder of everything that is stored; made with mode 0700 where it is absent.</summary>
    public string Data { get; set; } = "./data";

    /// <summary>Configuration directory.</summary>
    public string Config { get; set; } = ShippedConfig;

    /// <summary>Addresses to listen on, separated by semicolons. Port 0 takes a free one.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Whether to feed simulated data; null = only with the shipped catalogue and no real source's data.</summary>
    public bool? Demo { get; set; }
}
