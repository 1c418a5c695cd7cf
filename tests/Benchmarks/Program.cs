using Tongbi.Benchmarks.Alerts;
using Tongbi.Benchmarks.Charts;
using Tongbi.Benchmarks.Counts;
using Tongbi.Benchmarks.EndToEnd;
using Tongbi.Benchmarks.Ingest;
using Tongbi.Benchmarks.Ledger;
using Tongbi.Benchmarks.Live;
using Tongbi.Benchmarks.Reports;
using Tongbi.Benchmarks.Statistics;

// dotnet run -c Release --project tests/Benchmarks -- NAME [ARGUMENTS]
(string Name, string Meaning, Func<string[], Task> Run)[] benchmarks =
[
    ("cube", "build, memory, snapshot, change sets and questions of the count cube: [city|province]", CubeBenchmark.RunAsync),
    ("ledger", "commit fresh and known events, replay the change log: [--events N] [--log N] [--chunk N] [--block N] [--cache MiB]", LedgerBenchmark.RunAsync),
    ("ingest-parse", "read, validate, hash and spool events on one core, by format: [--events N]", IngestParseBenchmark.RunAsync),
    ("line-write", "line protocol beside InfluxDB's own /write, the same points in one run: [--points N]", LineWriteBenchmark.RunAsync),
    ("live", "wall snapshot over HTTP, accepted write to update at many screens: [--units N] [--history N] [--clients N] [--rate N] [--seconds N]", LiveBenchmark.RunAsync),
    ("statistics", "one statistic with its comparison; Farrington over 1,500 units", StatisticsBenchmark.RunAsync),
    ("rules", "100,000 rule instances evaluated: [--prometheus]", RulesBenchmark.RunAsync),
    ("report-formats", "a month's report laid out in each format", ReportFormatsBenchmark.RunAsync),
    ("charts", "milliseconds for a picture of each kind", ChartsBenchmark.RunAsync),
    ("report", "the month of a county in four formats, and of a hundred units", ReportBenchmark.RunAsync),
    ("server", "the real program over HTTP: durable ingest, start with a full ledger, the wall's snapshot: [county|city]", ServerBenchmark.RunAsync),
];

foreach ((string name, _, Func<string[], Task> run) in benchmarks)
{
    if (args.Length > 0 && args[0] == name)
    {
        await run(args[1..]);
        return 0;
    }
}

Console.Error.WriteLine("Which one? dotnet run -c Release --project tests/Benchmarks -- NAME");
foreach ((string name, string meaning, _) in benchmarks)
{
    Console.Error.WriteLine($"  {name,-16}{meaning}");
}

return 1;
