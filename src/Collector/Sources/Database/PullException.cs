#pragma warning disable CA1032 // A fault of a pull always has a code and a remedy.
namespace Tongbi.Collector.Sources.Database;

/// <summary>A pull cannot go on; what it committed stays.</summary>
/// <param name="fault">Why.</param>
public sealed class PullException(PullFault fault) : Exception(fault.Message)
{
    /// <summary>Why.</summary>
    public PullFault Fault => fault;

    /// <summary>With a code and a sentence.</summary>
    public PullException(string code, string message)
        : this(new PullFault(code, message))
    {
    }
}
