using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Tongbi.Alerts.Backtest;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Rules;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Ledger.Sqlite;
using Tongbi.Collector.Statistics;

namespace Tongbi.Alerts.RuleTests;

/// <summary>Runs rule tests on a real ledger and real counts in a folder of their own: the figures come into being as they do live.</summary>
/// <param name="folder">An empty folder; the caller deletes it.</param>
public sealed class RuleTestRunner(string folder)
{
    /// <summary>Runs one test; gives what was not as expected, empty if all was.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(RuleTestFile file, RuleTestCase test, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(test);
        Catalogue catalogue = file.Rules.Catalogue;
        string own = Path.Combine(folder, (++runs).ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(own);
        SqliteLedgerOptions options = new() { DataDirectory = own, StatisticalDate = catalogue.Calendar.DateOf };
        await using SqliteLedger ledger = await SqliteLedger.OpenAsync(options, TimeProvider.System, NullLogger<SqliteLedger>.Instance, cancellationToken);
        await FeedAsync(ledger, test, cancellationToken);
        using CountCube cube = new(ledger, new OneCatalogue(catalogue), new CountCubeOptions(), TimeProvider.System, NullLogger<CountCube>.Instance);
        await cube.StartAsync(cancellationToken);
        try
        {
            return await RunAsync(file.Rules, test, cube, cancellationToken);
        }
        finally
        {
            await cube.StopAsync(CancellationToken.None);
        }
    }

    private static async Task FeedAsync(SqliteLedger ledger, RuleTestCase test, CancellationToken cancellationToken)
    {
        foreach (RuleTestSeries series in test.Series)
        {
            int handle = ledger.Series.GetOrAdd(series.Key);
            FigureRecord[] figures =
            [
                .. series.Counts.Select((count, index) => (Count: count, Start: series.Start + index))
                    .Where(bucket => bucket.Count is not null)
                    .Select(bucket => new FigureRecord(bucket.Start, bucket.Count ?? 0, 0, handle, series.Grain, Withdrawn: false)),
            ];
            await ledger.CommitAsync(new Collector.Ledger.Delivery { Figures = [figures], Shares = [new SourceShare(series.Key.Source, figures.Length, 0, null)], Actor = "rules-test" }, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<string>> RunAsync(RuleSet rules, RuleTestCase test, CountCube cube, CancellationToken cancellationToken)
    {
        RuleEvaluator evaluator = new(new StatisticsEngine());
        Dictionary<string, RuleRun> asked = test.Expectations.Select(row => row.Rule).Distinct()
            .ToDictionary(id => id, id => new RuleRun(new RuleInstances(rules.Find(id)!, _ => InstanceState.Rest), evaluator), StringComparer.Ordinal); // not null: the reader has looked it up
        SortedSet<Instant> moments = [.. test.Expectations.Select(row => row.At)];
        for (Instant at = test.Start; test.Expectations.Count > 0 && at < test.Expectations[^1].At; at += test.Step)
        {
            moments.Add(at);
        }

        List<string> failures = [];
        foreach (Instant now in moments)
        {
            foreach (RuleRun run in asked.Values)
            {
                await run.StepAsync(cube, now, cancellationToken);
            }

            failures.AddRange(test.Expectations.Where(row => row.At == now).Select(row => Failure(row, asked[row.Rule].Open(new AlertKey(row.Rule, row.Unit, row.Category)))).OfType<string>());
        }

        return failures;
    }

    private static string? Failure(RuleTestExpectation row, Alert? alert)
    {
        string state = alert switch
        {
            null => "none",
            { State: AlertState.Pending } => "pending",
            _ => "firing",
        };
        string? value = alert?.Figures.Value?.ToString("0.####", CultureInfo.InvariantCulture);
        return state != row.State ? Wrong("state", row.State, state)
            : row.Severity is { } severity && severity != alert?.Severity.Word() ? Wrong("severity", severity, alert?.Severity.Word() ?? "-")
            : row.Value is { } number && number != value ? Wrong("value", number, value ?? "-")
            : row.Message is { } message && !(alert?.Summary.Contains(message, StringComparison.Ordinal) == true || alert?.SummaryEn.Contains(message, StringComparison.Ordinal) == true)
                ? Wrong("message", message, alert?.Summary ?? "-")
            : null;

        string Wrong(string what, string expected, string found) => $"line {row.Line}: {row.Rule} at {row.Unit}: {what} is {found}, expected {expected}";
    }

    private int runs;

    private sealed class OneCatalogue(Catalogue catalogue) : ICatalogueSource
    {
        public event Action<Catalogue>? Changed
        {
            add { }
            remove { }
        }

        public Catalogue Current => catalogue;
    }
}
