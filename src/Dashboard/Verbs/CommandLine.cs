using System.CommandLine;
using System.CommandLine.Invocation;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ledger;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Verbs;

/// <summary>The command line: verbs, common options, and how a verb ends.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    /// <summary>How long a verb may take to end in order after Ctrl-C or SIGTERM; then the process ends hard, which loses nothing acknowledged.</summary>
    private static readonly TimeSpan EndingTime = TimeSpan.FromSeconds(30);

    /// <summary>Runs the verb that the arguments name.</summary>
    /// <returns>0, or non-zero with one clear line on the error stream.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ParseResult parsed = Build().Parse(args);
        if (parsed.Action is ParseErrorAction mistake)
        {
            mistake.ShowHelp = false;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = EndingTime });
        }
        catch (VerbInterruptedException stopped)
        {
            return await EndAsync(stopped.Message, Interrupted);
        }
        catch (OperationCanceledException)
        {
            return await EndAsync("stopped", Interrupted);
        }
        catch (ConfigurationException mistakes)
        {
            return await EndAsync(mistakes.Mistakes, Failed);
        }
        catch (Exception error) when (error is OperatorException or LedgerUnavailableException or IOException or UnauthorizedAccessException)
        {
            return await EndAsync(error.Message, Failed);
        }
#pragma warning disable CA1031 // The last frame of the program: whatever it was, the operator reads one line and the exit code tells.
        catch (Exception error)
        {
            return await EndAsync($"{error.GetType().Name}: {error.Message}", Failed);
        }
#pragma warning restore CA1031
    }

    /// <summary>The verbs there are.</summary>
    internal static RootCommand Build()
    {
        RootCommand root = new("Tongbi 同比: real-time statistics for a public-security command centre. Without a verb, runs the server.");
        root.Options.Add(CommonOptions.Data);
        root.Options.Add(CommonOptions.Config);
        ServeVerb.Attach(root);
        root.Subcommands.Add(ServeVerb.Command());
        root.Subcommands.Add(ImportVerb.Command());
        root.Subcommands.Add(ReplayVerb.Command());
        root.Subcommands.Add(CheckVerb.Command());
        root.Subcommands.Add(ReportVerb.Command());
        root.Subcommands.Add(BacktestVerb.Command());
        root.Subcommands.Add(SealVerb.Command());
        root.Subcommands.Add(KeysVerb.Command());
        root.Subcommands.Add(UsersVerb.Command());
        return root;
    }

    /// <summary>Each mistake on a line that editors and terminals turn into a link.</summary>
    private static async Task<int> EndAsync(IReadOnlyList<ConfigurationMistake> mistakes, int exitCode)
    {
        foreach (ConfigurationMistake mistake in mistakes)
        {
            await Console.Error.WriteLineAsync(mistake.ToString());
        }

        return await EndAsync(mistakes.Count == 1 ? "the configuration has a mistake" : $"the configuration has {mistakes.Count} mistakes", exitCode);
    }

    private static async Task<int> EndAsync(string message, int exitCode)
    {
        await Console.Error.WriteLineAsync("tongbi: " + message.ReplaceLineEndings(" "));
        return exitCode;
    }
}
