using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Codes;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Sources.Import;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>import</c>: reads files of records into the ledger, beside a running server or without one. Safe to repeat.</summary>
internal static class ImportVerb
{
    private static readonly Argument<FileInfo[]> Files = new("FILE") { Description = "CSV, NDJSON or JSON files, also .gz or .br", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<FileInfo> Mapping = new("--mapping") { Description = "How the files' columns become fields (default: mapping.yaml of the configuration directory, if there is one)", HelpName = "FILE" };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command command = new("import", "Import files of records; one that was interrupted goes on where it was when it is run again.") { Files, Mapping };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        TongbiOptions options = CommonOptions.Resolve(parsed);
        FileInfo[] files = parsed.GetRequiredValue(Files);
        if (files.FirstOrDefault(file => !file.Exists) is { } missing)
        {
            throw new OperatorException($"There is no file {ShownName.Of(missing)} in {missing.DirectoryName}.");
        }

        ConfigDirectory config = new(options.Config);
        FixedCatalogue catalogue = new(CatalogueLoader.Load(config.CatalogueFile));
        ImportMapping? mapping = MappingOf(parsed.GetValue(Mapping), config, catalogue.Current);
        FixedCodeTables codes = new(CodeTables.Parse(ConfigurationPlace.File(config.CodesFile).Read(), catalogue.Current));
        DataDirectory data = DataDirectory.OpenOrCreate(options.Data);
        SqliteLedgerOptions ledgerOptions = new() { DataDirectory = data.Path, StatisticalDate = catalogue.Current.Calendar.DateOf, StatisticalHour = catalogue.Current.Calendar.HourOf };
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(ledgerOptions, TimeProvider.System, NullLogger<SqliteLedger>.Instance, cancellationToken);
        DataDirectory.CreatePrivate(data.KeysFolder);
        IdHashKey key = IdHashKey.LoadOrCreate(data.IdHashKeyFile, mayCreate: ledger.Series.Count == 0);

        string spool = OwnSpool(data);
        try
        {
            FileImporter importer = new(ledger, new CatalogueIndexes(catalogue, ledger, codes), key, new SpoolFolder(spool), TimeProvider.System, CheckpointsOf(data, config, parsed.GetValue(Mapping)));
            bool isAnythingGood = false;
            foreach (FileInfo file in files)
            {
                isAnythingGood |= await ImportAsync(importer, file, mapping, cancellationToken);
            }

            return isAnythingGood ? 0 : 1;
        }
        finally
        {
            Directory.Delete(spool, recursive: true);
        }
    }

    /// <summary>Imports one file and tells what became of it.</summary>
    /// <returns>False if every row was refused.</returns>
    private static async Task<bool> ImportAsync(FileImporter importer, FileInfo file, ImportMapping? mapping, CancellationToken cancellationToken)
    {
        ImportSummary summary;
        using (ProgressLine progress = new(ShownName.Of(file), Console.Error, Console.IsErrorRedirected, TimeProvider.System))
        {
            try
            {
                summary = await importer.ImportAsync(file.FullName, mapping, progress, cancellationToken);
            }
            catch (BodyException unreadable)
            {
                throw new OperatorException($"{ShownName.Of(file)}:{unreadable.Line}:{unreadable.Column}: {unreadable.Message} What was read before it is kept; mend the file and run the import again.", unreadable);
            }
            catch (NotSupportedException unknown)
            {
                throw new OperatorException($"{ShownName.Of(file)}: {unknown.Message}", unknown);
            }
        }

        if (summary.Before > 0)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ShownName.Of(file)}: went on behind row {summary.Before}, where an earlier run was interrupted; the numbers are of the whole file."));
        }

        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{ShownName.Of(file)}: {summary.Received} rows: {summary.Inserted} inserted, {summary.Revised} revised, {summary.Withdrawn} withdrawn, {summary.Duplicate} duplicate, {summary.Stale} stale, {summary.Rejected} rejected ({summary.Held} of them kept until codes.yaml maps their codes); version {summary.Version}"));
        foreach ((string code, long count) in summary.RejectedByCode)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {code}: {count}"));
        }

        foreach (Refusal example in summary.Examples)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  row {example.Index + 1}: {example.Code} {example.Field}: {example.Message}"));
        }

        return summary.Received == 0 || summary.Rejected < summary.Received;
    }

    /// <summary>Whatever decides what a row becomes is part of the name under which an unfinished import is remembered.</summary>
    private static ImportCheckpoints CheckpointsOf(DataDirectory data, ConfigDirectory config, FileInfo? mapping) =>
        new(data.In("imports"), string.Join('\0', new[] { config.CatalogueFile, config.CodesFile, mapping?.FullName ?? config.MappingFile }.Select(file => File.Exists(file) ? File.ReadAllText(file) : "")));

    /// <summary>
    /// A spool beside the server's own, which is cleaned whenever the server starts, perhaps just now. Those of killed imports are removed.
    /// </summary>
    private static string OwnSpool(DataDirectory data)
    {
        const string Prefix = "spool-import-";
        HashSet<string> alive = [.. Process.GetProcesses().Select(process => Prefix + process.Id.ToString(CultureInfo.InvariantCulture))];
        foreach (string left in Directory.EnumerateDirectories(data.Path, Prefix + "*").Where(folder => !alive.Contains(Path.GetFileName(folder))))
        {
            Directory.Delete(left, recursive: true);
        }

        return data.In(Prefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The mapping given, or that of the configuration directory; null if there is none.</summary>
    internal static ImportMapping? MappingOf(FileInfo? given, ConfigDirectory config, Catalogue catalogue)
    {
        if (given is not null)
        {
            return ImportMapping.Load(given.FullName, catalogue);
        }

        return File.Exists(config.MappingFile) ? ImportMapping.Load(config.MappingFile, catalogue) : null;
    }
}
