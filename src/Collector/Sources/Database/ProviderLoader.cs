using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Npgsql;

namespace Tongbi.Collector.Sources.Database;

/// <summary>Finds ADO.NET providers: PostgreSQL is built in, any other is loaded from the assembly that the configuration names. Thread-safe.</summary>
internal sealed class ProviderLoader
{
    /// <summary>The provider's factory; loaded once.</summary>
    /// <exception cref="PullException">It cannot be loaded.</exception>
    public DbProviderFactory Load(ProviderRule rule) => rule.Assembly is null
        ? NpgsqlFactory.Instance
        : loaded.GetOrAdd((rule.Assembly, rule.Factory), static key => LoadFrom(key.Assembly, key.Factory));

    private static DbProviderFactory LoadFrom(string path, string name)
    {
        if (!File.Exists(path))
        {
            throw new PullException("provider", $"There is no provider at {path}; copy it there, or correct provider.assembly.");
        }

        try
        {
            Type type = new ProviderContext(path).LoadFromAssemblyPath(path).GetType(name, throwOnError: true)!; // not null: it throws instead
            object? made = type.GetField("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
                ?? type.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
                ?? Activator.CreateInstance(type);
            return made as DbProviderFactory ?? throw new PullException("provider", $"{name} is not a DbProviderFactory; correct provider.factory.");
        }
        catch (Exception failure) when (failure is BadImageFormatException or TypeLoadException or IOException or MissingMethodException or TargetInvocationException)
        {
            throw new PullException("provider", $"The provider {name} cannot be loaded from {path} ({failure.GetType().Name}); correct provider.assembly and provider.factory.");
        }
    }

    private readonly ConcurrentDictionary<(string Assembly, string Factory), DbProviderFactory> loaded = new();
}
