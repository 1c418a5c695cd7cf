#pragma warning disable CA1032 // A fault without a code would be of no use.
namespace Tongbi.Collector.Sources.Folder;

/// <summary>A file as a whole cannot be taken; nothing of it was counted.</summary>
/// <param name="code">One of <see cref="FileFault"/>.</param>
/// <param name="message">One English sentence with the remedy, without anything from the file.</param>
/// <param name="cause">What led to it, if anything.</param>
internal sealed class FileFaultException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>One of <see cref="FileFault"/>.</summary>
    public string Code => code;
}
