using Xunit;

namespace Tongbi.Dashboard.Tests.Operations;

/// <summary>Tests that need the process for themselves: meters of one name are heard by every listener in the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "alone in the process";
}
