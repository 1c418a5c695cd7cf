#pragma warning disable CA1032 // Always made with what was found and the input that shows it.
namespace Tongbi.Fuzz;

/// <summary>A parser broke a promise.</summary>
/// <param name="message">Which promise, and how.</param>
/// <param name="input">The input that shows it.</param>
/// <param name="cause">What the parser threw, if that is it.</param>
public sealed class FuzzFailureException(string message, ReadOnlyMemory<byte> input, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The input.</summary>
    public ReadOnlyMemory<byte> Input => input;
}
