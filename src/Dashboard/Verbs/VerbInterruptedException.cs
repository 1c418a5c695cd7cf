#pragma warning disable CA1032 // Without words on how to go on it would be of no use to the operator.
namespace Tongbi.Dashboard.Verbs;

/// <summary>A verb was stopped by the operator and says how to go on.</summary>
/// <param name="message">One clear line.</param>
internal sealed class VerbInterruptedException(string message) : OperationCanceledException(message);
