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

    /// <summary>Where curves (<c>/api/v1/series</c>) of the time before <see cref="CubeFrom"/> are read: <c>cube</c>, like everything else, or <c>influx</c>, the first
    /// InfluxDB in <c>publish.yaml</c>.</summary>
    public string Read { get; set; } = "cube";

    /// <summary>First statistical year whose curves are answered from the counts where <see cref="Read"/> is <c>influx</c>.</summary>
    public int? CubeFrom { get; set; }

    /// <summary>Whether to feed simulated data; null = only with the shipped catalogue and no real source's data.</summary>
    public bool? Demo { get; set; }

    /// <summary>Refuses settings that do not go together.</summary>
    /// <exception cref="OperatorException">With the setting and what it may be.</exception>
    public void Check()
    {
        if (Read is not ("cube" or "influx"))
        {
            throw new OperatorException($"Tongbi:Read is '{Read}'; it may be cube or influx.");
        }

        if (Read == "influx" && CubeFrom is not (>= 1 and <= 9999))
        {
            throw new OperatorException("Tongbi:Read is influx, but Tongbi:CubeFrom does not say from which year on curves are answered from the counts; set it, e.g. to 2024.");
        }
    }
}
