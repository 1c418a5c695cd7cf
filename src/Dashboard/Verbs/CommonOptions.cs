using System.CommandLine;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Verbs;

/// <summary>Options that every verb takes, and how they meet the settings.</summary>
internal static class CommonOptions
{
    /// <summary>The data directory.</summary>
    public static readonly Option<string> Data = new("--data") { Description = "Data directory (default ./data)", HelpName = "DIR", Recursive = true };

    /// <summary>The configuration directory.</summary>
    public static readonly Option<string> Config = new("--config") { Description = "Configuration directory (default: the shipped demo of Yunhe)", HelpName = "DIR", Recursive = true };

    /// <summary>Settings (file beside the program, then environment), overruled by what the command line says.</summary>
    public static TongbiOptions Resolve(ParseResult parsed)
    {
        IConfigurationRoot settings = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
        TongbiOptions options = new();
        settings.GetSection(TongbiOptions.Section).Bind(options);
        options.Data = parsed.GetValue(Data) ?? options.Data;
        options.Config = parsed.GetValue(Config) ?? options.Config;
        return options;
    }
}
