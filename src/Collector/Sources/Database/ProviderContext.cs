using System.Reflection;
using System.Runtime.Loader;

namespace Tongbi.Collector.Sources.Database;

/// <summary>
/// A provider's own world of assemblies: what lies beside it comes from there, whatever versions the program itself uses; what does not, from
/// the framework.
/// </summary>
internal sealed class ProviderContext(string path) : AssemblyLoadContext("provider " + Path.GetFileName(path))
{
    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;

    private readonly AssemblyDependencyResolver resolver = new(path);
}
