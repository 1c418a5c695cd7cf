using System.CommandLine;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>serve</c>, which is also what the program does without a verb.</summary>
internal static class ServeVerb
{
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen on, separated by semicolons (default http://127.0.0.1:5080)", HelpName = "URL" };
    private static readonly Option<bool> Demo = new("--demo") { Description = "Feed simulated data (default: only with the shipped catalogue and no real source's data)" };
    private static readonly Option<bool> NoDemo = new("--no-demo") { Description = "Never feed simulated data" };

    private static readonly Option<string> Read = new("--read") { Description = "Where curves before --cube-from are read: cube or influx (default cube)", HelpName = "WHERE" };
    private static readonly Option<int?> CubeFrom = new("--cube-from") { Description = "First year whose curves are answered from the counts, with --read influx", HelpName = "YYYY" };

    /// <summary>The verb by its name.</summary>
    public static Command Command()
    {
        Command command = new("serve", "Run the server.");
        Attach(command);
        return command;
    }

    /// <summary>Makes a command take the server's options and run it.</summary>
    public static void Attach(Command command)
    {
        command.Options.Add(Urls);
        command.Options.Add(Demo);
        command.Options.Add(NoDemo);
        command.Options.Add(Read);
        command.Options.Add(CubeFrom);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Demo) && result.GetValue(NoDemo))
            {
                result.AddError("--demo and --no-demo exclude each other.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(OptionsOf(parsed), cancellationToken));
    }

    private static TongbiOptions OptionsOf(ParseResult parsed)
    {
        TongbiOptions options = CommonOptions.Resolve(parsed);
        options.Urls = parsed.GetValue(Urls) ?? options.Urls;
        options.Demo = parsed.GetValue(Demo) ? true : parsed.GetValue(NoDemo) ? false : options.Demo;
        options.Read = parsed.GetValue(Read) ?? options.Read;
        options.CubeFrom = parsed.GetValue(CubeFrom) ?? options.CubeFrom;
        return options;
    }

    private static async Task<int> RunAsync(TongbiOptions options, CancellationToken cancellationToken)
    {
        DataDirectory data = DataDirectory.OpenOrCreate(options.Data);
        using IDisposable only = data.LockForServer();
        foreach (string open in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(ServerAddress.IsOpenWithoutTls))
        {
            await Console.Error.WriteLineAsync($"tongbi: warning: {open} takes connections from other machines without encryption; put a TLS proxy before it or use https.");
        }

        await using WebApplication server = Program.BuildServer(options, data);
        await server.StartAsync(cancellationToken);
        await server.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
