using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Statistics;
using Tongbi.Dashboard.Api;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>backtest</c>: what the rules of a file would have raised over a past span, beside a running server or without one.</summary>
internal static class BacktestVerb
{
    private static readonly Argument<string> RuleFile = new("RULE.yaml") { Description = "File of rules" };
    private static readonly Option<string> From = new("--from") { Description = "First moment: a date or an instant", HelpName = "D", Required = true };
    private static readonly Option<string> To = new("--to") { Description = "End, exclusive: a date or an instant", HelpName = "D", Required = true };
    private static readonly Option<string> Step = new("--step") { Description = "Time between two evaluations (default PT1H)", HelpName = "DURATION" };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command command = new("backtest", "Tell the episodes that the rules of a file would have raised over a past span.") { RuleFile, From, To, Step };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        TongbiOptions options = CommonOptions.Resolve(parsed);
        Catalogue catalogue = CatalogueLoader.Load(new ConfigDirectory(options.Config).CatalogueFile);
        string file = parsed.GetRequiredValue(RuleFile);
        RuleSet rules = RuleSet.Read([new ConfigurationText(file, StrictYaml.ReadText(file))], catalogue);
        (Instant from, Instant to, Duration step) = ReadSpan(parsed, catalogue);
        DataDirectory data = DataDirectory.OpenExisting(options.Data);
        SqliteLedgerOptions ledgerOptions = new() { DataDirectory = data.Path, StatisticalDate = catalogue.Calendar.DateOf };
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(ledgerOptions, TimeProvider.System, NullLogger<SqliteLedger>.Instance, cancellationToken);

        // A cube of its own, without the snapshot that belongs to the server.
        using CountCube cube = new(ledger, new FixedCatalogue(catalogue), new CountCubeOptions(), TimeProvider.System, NullLogger<CountCube>.Instance);
        await cube.StartAsync(cancellationToken);
        try
        {
            foreach (Rule rule in rules.Rules)
            {
                Tell(BacktestAnswer.Of(rule, await new Backtester(new StatisticsEngine()).RunAsync(cube, rule, from, to, step, cancellationToken), catalogue));
            }
        }
        catch (BacktestException refused)
        {
            throw new OperatorException(refused.Message, refused);
        }
        finally
        {
            await cube.StopAsync(CancellationToken.None);
        }

        return 0;
    }

    private static (Instant From, Instant To, Duration Step) ReadSpan(ParseResult parsed, Catalogue catalogue)
    {
        try
        {
            Instant now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
            return (
                BacktestTexts.ReadMoment("--from", parsed.GetRequiredValue(From), catalogue.Calendar),
                Instant.Min(now, BacktestTexts.ReadMoment("--to", parsed.GetRequiredValue(To), catalogue.Calendar)),
                BacktestTexts.ReadStep(parsed.GetValue(Step)));
        }
        catch (QueryException mistake)
        {
            throw new OperatorException(mistake.Message, mistake);
        }
    }

    private static void Tell(BacktestAnswer answer)
    {
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{answer.Rule.Id}: would have fired {answer.Fired} times, {answer.FiredUnderTen} of them on fewer than 10 ({answer.From} to {answer.To}, every {answer.Step}, version {answer.Version})"));
        foreach (BacktestAnswer.EpisodeEntry episode in answer.Episodes)
        {
            Console.Out.WriteLine($"  {episode.StartsAt}  {episode.EndsAt ?? "goes on",-25}  {episode.Unit,-10}  {episode.Worst,-6}  {episode.Summary}");
        }
    }
}
