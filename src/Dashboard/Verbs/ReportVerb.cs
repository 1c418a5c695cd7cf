using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Charts;
using Tongbi.Dashboard.Demo;
using Tongbi.Dashboard.Fonts;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Reports;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Document;
using Tongbi.Dashboard.Reports.Outline;
using Tongbi.Dashboard.Reports.Store;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>report</c>: writes the report of a period to a file, beside a running server or without one.</summary>
internal static class ReportVerb
{
    private static readonly Argument<string> Period = new("PERIOD") { Description = "2026-10 (monthly), 2026-W43 (weekly) or 2026 (yearly)" };
    private static readonly Option<string> Unit = new("--unit") { Description = "Unit code (default: the whole office)", HelpName = "U" };
    private static readonly Option<string> Format = new("--format") { Description = "docx, xlsx, pdf, csv or json (default: by the file's ending)", HelpName = "F" };
    private static readonly Option<string> Out = new("--out") { Description = "File to write; an existing one is replaced once the new one is whole", HelpName = "FILE", Required = true };
    private static readonly Option<string> Profile = new("--profile") { Description = "internal or public (default internal)", HelpName = "P" };
    private static readonly Option<string> Language = new("--lang") { Description = "zh or en (default zh)", HelpName = "L" };
    private static readonly Option<long?> Version = new("--as-of-version") { Description = "Data version (default: the newest)", HelpName = "N" };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command command = new("report", "Write the report of a month, week or year to a file.") { Period, Unit, Format, Out, Profile, Language, Version };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(parsed, cancellationToken);
        }
        catch (QueryException mistake)
        {
            throw new OperatorException(mistake.Message, mistake);
        }
    }

    private static async Task<int> WriteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        TongbiOptions options = CommonOptions.Resolve(parsed);
        ConfigDirectory config = new(options.Config);
        Catalogue catalogue = CatalogueLoader.Load(config.CatalogueFile);
        ReportPlans plans = ReportPlans.Read(ConfigurationPlace.Folder(config.ReportsFolder).Read(), catalogue);
        string file = Path.GetFullPath(parsed.GetRequiredValue(Out));
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddFonts().AddCharts().AddReportFiles().BuildServiceProvider();
        IReportFormat format = FindFormat([.. services.GetServices<IReportFormat>()], parsed.GetValue(Format) ?? Path.GetExtension(file).TrimStart('.'));
        ReportRequest request = Read(parsed, catalogue, plans);

        DataDirectory data = DataDirectory.OpenExisting(options.Data);
        Tell("reading the ledger");
        SqliteLedgerOptions ledgerOptions = new() { DataDirectory = data.Path, StatisticalDate = catalogue.Calendar.DateOf, StatisticalHour = catalogue.Calendar.HourOf };
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(ledgerOptions, TimeProvider.System, NullLogger<SqliteLedger>.Instance, cancellationToken);

        // A cube of its own, without the snapshot that belongs to the server.
        using CountCube cube = new(ledger, new FixedCatalogue(catalogue), new CountCubeOptions(), TimeProvider.System, NullLogger<CountCube>.Instance);
        await cube.StartAsync(cancellationToken);
        try
        {
            if (request.Version > cube.Version)
            {
                throw new OperatorException(string.Create(CultureInfo.InvariantCulture, $"Version {request.Version} does not exist yet; the newest is {cube.Version}."));
            }

            Tell("making the report");
            using AlertStore? alerts = File.Exists(data.In("alerts.db")) ? AlertStore.Open(data.In("alerts.db"), [], []) : null;
            using ReportStore? store = File.Exists(data.In("reports.db")) ? ReportStore.Open(data.In("reports.db"), TimeProvider.System) : null;
            ReportMaker maker = new(cube, ledger, new StatisticsEngine(), new AlertRecord(alerts), store, new DemoState(DemoMarker.TryRead(data.Path) is not null), TimeProvider.System);
            ReportDocument document = await maker.MakeAsync(request, cancellationToken);
            Tell("writing the file");
            byte[] bytes = new ReportLook(config).Write(document, format, cancellationToken);
            string part = file + ".part";
            await File.WriteAllBytesAsync(part, bytes, cancellationToken);
            File.Move(part, file, overwrite: true);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {document.Head.Title}, data version {document.Head.Version}, {bytes.Length} bytes"));
            return 0;
        }
        finally
        {
            await cube.StopAsync(CancellationToken.None);
        }
    }

    private static ReportRequest Read(ParseResult parsed, Catalogue catalogue, ReportPlans plans)
    {
        string period = parsed.GetRequiredValue(Period);
        ReportEdition edition = period.Contains('W', StringComparison.Ordinal) ? ReportEdition.Weekly : period.Contains('-', StringComparison.Ordinal) ? ReportEdition.Monthly : ReportEdition.Yearly;
        string? unit = parsed.GetValue(Unit);
        return new ReportRequest
        {
            Outline = plans[edition],
            Period = period,
            Unit = unit is null ? catalogue.RootUnit : catalogue.FindUnit(unit) ?? throw new OperatorException($"The unit '{unit}' is not in the catalogue."),
            IsPublic = ReportEndpoints.ReadPublic(parsed.GetValue(Profile)),
            Language = ReportEndpoints.ReadLanguage(parsed.GetValue(Language)),
            Version = parsed.GetValue(Version),
        };
    }

    private static IReportFormat FindFormat(IReadOnlyList<IReportFormat> formats, string id) => formats.FirstOrDefault(format => format.Id == id)
        ?? throw new OperatorException($"The format '{id}' is none of {string.Join(", ", formats.Select(format => format.Id))}; name one with --format.");

    private static void Tell(string stage)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine($"report: {stage}");
        }
    }
}
