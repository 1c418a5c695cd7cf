using System.CommandLine;
using System.Globalization;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Import;
using Tongbi.Collector.Sources.Replay;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Replay;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>replay</c>: sends the events of a file to a running server in the order in which they happened, at a chosen speed.</summary>
internal static class ReplayVerb
{
    private const string Now = "now";

    private static readonly Argument<FileInfo> File = new("FILE") { Description = "CSV, NDJSON or JSON file of events, also .gz or .br" };
    private static readonly Option<double> Speed = new("--speed") { Description = "How many times faster than it happened; 0 = as fast as it goes (default 1)", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Shift = new("--shift") { Description = "now: let the records happen now, each when it is sent (with --speed 0: the last of them now)", HelpName = "now" };
    private static readonly Option<int> From = new("--from") { Description = "Pass over so many records: those that an interrupted replay has sent", HelpName = "N" };
    private static readonly Option<string> Url = new("--url") { Description = "Address of the server (default: from first-run.json of the data directory)", HelpName = "URL" };
    private static readonly Option<string> Key = new("--key") { Description = "Ingest key, or env:NAME or file:PATH of it (default: from first-run.json of the data directory)", HelpName = "KEY" };
    private static readonly Option<FileInfo> Mapping = new("--mapping") { Description = "How the file's columns become fields (default: mapping.yaml of the configuration directory, if there is one)", HelpName = "FILE" };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command command = new("replay", "Send the events of a file to a running server as they happened, at N times the speed.") { File, Speed, Shift, From, Url, Key, Mapping };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        FileInfo file = parsed.GetRequiredValue(File);
        double speed = parsed.GetValue(Speed);
        bool movesToNow = parsed.GetValue(Shift) is { } shift && (shift == Now ? true : throw new OperatorException($"--shift takes only \"{Now}\"."));
        int from = parsed.GetValue(From);
        if (!double.IsFinite(speed) || speed < 0 || from < 0)
        {
            throw new OperatorException("--speed and --from are 0 or more.");
        }

        TongbiOptions options = CommonOptions.Resolve(parsed);
        ReplayTarget target = Target(parsed, options);
        ReplayFile records = await ReadAsync(file, parsed, options, cancellationToken);
        using HttpClient client = new() { Timeout = TimeSpan.FromMinutes(5) };
        ReplayRun run = new(records, new ReplaySender(client, target, TimeProvider.System), TimeProvider.System);
        try
        {
            using ProgressLine line = new(ShownName.Of(file), Console.Error, Console.IsErrorRedirected, TimeProvider.System);
            await run.SendAsync(from, speed, movesToNow, new ReplayProgressLine(line), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Tell(file, records, run);
            throw new VerbInterruptedException(string.Create(CultureInfo.InvariantCulture, $"stopped after {run.Sent} of {records.Count} records; go on with --from {run.Sent}"));
        }
        catch (OperatorException failure) when (run.Sent > from)
        {
            Tell(file, records, run);
            throw new OperatorException(string.Create(CultureInfo.InvariantCulture, $"{failure.Message} Stopped after {run.Sent} of {records.Count} records; go on with --from {run.Sent}."), failure);
        }

        Tell(file, records, run);
        return records.Count > 0 && run.Summary.Rejected < Math.Max(1, run.Sent - from) ? 0 : 1;
    }

    private static ReplayTarget Target(ParseResult parsed, TongbiOptions options)
    {
        string? url = parsed.GetValue(Url);
        string? key = parsed.GetValue(Key) is { } given ? Secret(given) : null;
        FirstRunFile? first = url is null || key is null ? FirstRunFile.TryRead(Path.Combine(Path.GetFullPath(options.Data), "first-run.json")) : null;
        url ??= first?.Url ?? throw new OperatorException("Which server? Give --url, or --data of a server on this machine that still has its first-run.json.");
        key ??= first?.IngestKey ?? throw new OperatorException("With which key? Give --key, or --data of a server on this machine that still has its first-run.json.");
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? new ReplayTarget(address, key)
            : throw new OperatorException("--url is not an http or https address.");
    }

    /// <summary>What a key given as a reference stands for: a command line can be seen by everybody on the machine.</summary>
    private static string Secret(string given)
    {
        const string Environment = "env:";
        const string File = "file:";
        if (given.StartsWith(Environment, StringComparison.Ordinal))
        {
            return System.Environment.GetEnvironmentVariable(given[Environment.Length..]) ?? throw new OperatorException("--key names an environment variable that is not set.");
        }

        return given.StartsWith(File, StringComparison.Ordinal) ? System.IO.File.ReadAllText(given[File.Length..]).Trim() : given;
    }

    private static async Task<ReplayFile> ReadAsync(FileInfo file, ParseResult parsed, TongbiOptions options, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            throw new OperatorException($"There is no file {ShownName.Of(file)} in {file.DirectoryName}.");
        }

        ConfigDirectory config = new(options.Config);
        Catalogue catalogue = CatalogueLoader.Load(config.CatalogueFile);
        try
        {
            return await ReplayFile.ReadAsync(file.FullName, ImportVerb.MappingOf(parsed.GetValue(Mapping), config, catalogue), catalogue.Calendar, cancellationToken);
        }
        catch (BodyException unreadable)
        {
            throw new OperatorException($"{ShownName.Of(file)}:{unreadable.Line}:{unreadable.Column}: {unreadable.Message} Nothing was sent.", unreadable);
        }
        catch (Exception unusable) when (unusable is NotSupportedException or BodyTooLargeException)
        {
            throw new OperatorException($"{ShownName.Of(file)}: {unusable.Message}", unusable);
        }
    }

    private static void Tell(FileInfo file, ReplayFile records, ReplayRun run)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ShownName.Of(file)}: {run.Sent} of {records.Count} records sent: {run.Summary}"));
        foreach ((string code, long count) in run.Summary.RejectedByCode.Concat(records.SkippedByCode.Select(skipped => new KeyValuePair<string, long>(skipped.Key + " (not sent)", skipped.Value))))
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {code}: {count}"));
        }

        foreach (string example in run.Summary.Examples)
        {
            Console.Out.WriteLine("  " + example);
        }
    }

    /// <summary>Shows a replay as an import is shown.</summary>
    private sealed class ReplayProgressLine(ProgressLine line) : IProgress<ReplayProgress>
    {
        private const long Whole = 1_000_000;

        public void Report(ReplayProgress value) => line.Report(new ImportProgress(value.SentNow, (long)(value.Share * Whole), Whole, value.Elapsed));
    }
}
