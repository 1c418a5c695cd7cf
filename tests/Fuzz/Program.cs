using System.Globalization;
using Tongbi.Fuzz;

// dotnet run -c Release --project tests/Fuzz -- TARGET [--count N] [--seed N] [--only CASE]
IFuzzTarget? target = args is [var name, ..] ? FuzzTargets.Find(name) : null;
long count = Option("--count", 1_000_000);
long seed = Option("--seed", 1);
long only = Option("--only", -1);
if (target is null)
{
    Console.Error.WriteLine("Which parser? dotnet run -c Release --project tests/Fuzz -- TARGET [--count N] [--seed N] [--only CASE]");
    foreach (IFuzzTarget known in FuzzTargets.All)
    {
        Console.Error.WriteLine($"  {known.Name,-10}{known.Meaning}");
    }

    return 2;
}

FuzzRun run = new(target, (ulong)seed, TimeProvider.System, Console.Out);
return run.Run(only >= 0 ? only : 0, only >= 0 ? 1 : count) ? 0 : 1;

long Option(string option, long otherwise)
{
    int at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? long.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
