using Tongbi.Benchmarks.Counts;

// dotnet run -c Release --project tests/Benchmarks -- NAME [ARGUMENTS]
(string Name, string Meaning, Func<string[], Task> Run)[] benchmarks =
[
    ("cube", "build, memory, snapshot, change sets and questions of the count cube: [city|province]", CubeBenchmark.RunAsync),
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
