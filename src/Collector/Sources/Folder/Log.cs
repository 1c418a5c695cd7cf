using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>Event ids 2200–2249: watched folders. Labels and counts only, never anything from a file.</summary>
internal static partial class Log
{
    [LoggerMessage(2200, LogLevel.Information, "Folder {Folder}: reading {File}, {Bytes} bytes")]
    public static partial void Reading(ILogger logger, string folder, string file, long bytes);

    [LoggerMessage(2201, LogLevel.Information, "Folder {Folder}: {File}: {Read} of {Bytes} bytes read, {Committed} records committed")]
    public static partial void Progress(ILogger logger, string folder, string file, long read, long bytes, long committed);

    [LoggerMessage(2202, LogLevel.Information, "Folder {Folder}: took {File}: {Received} records, {Inserted} inserted, {Rejected} rejected")]
    public static partial void Taken(ILogger logger, string folder, string file, long received, long inserted, long rejected);

    [LoggerMessage(2203, LogLevel.Error, "Folder {Folder}: {File} was not taken, nothing of it was counted ({Code}): {Message}")]
    public static partial void NotTaken(ILogger logger, string folder, string file, string code, string message);

    [LoggerMessage(2204, LogLevel.Warning, "Folder {Folder}: {File} is left where it is ({Code}): {Message}")]
    public static partial void LeftAlone(ILogger logger, string folder, string file, string code, string message);

    [LoggerMessage(2205, LogLevel.Warning, "Folder {Folder}: sequence {Sequence} of {File} leaves a gap after {Last}")]
    public static partial void Gap(ILogger logger, string folder, string file, long sequence, long? last);

    [LoggerMessage(2206, LogLevel.Warning, "Folder {Folder}: {File} repeats what came before; it changes nothing")]
    public static partial void Repeat(ILogger logger, string folder, string file);

    [LoggerMessage(2207, LogLevel.Warning, "Folder {Folder} cannot be worked on ({Code}): {Message}")]
    public static partial void Unavailable(ILogger logger, string folder, string code, string message);

    [LoggerMessage(2208, LogLevel.Information, "Folder {Folder} can be worked on again")]
    public static partial void Available(ILogger logger, string folder);

    [LoggerMessage(2209, LogLevel.Error, "The state of a folder ({File}) is damaged; it was put aside and begun anew")]
    public static partial void JournalDamaged(ILogger logger, string file, Exception exception);

    [LoggerMessage(2210, LogLevel.Error, "Folder {Folder}: a look failed; the next one tries again")]
    public static partial void LookFailed(ILogger logger, string folder, Exception exception);

    [LoggerMessage(2211, LogLevel.Information, "Folder {Folder}: removed {Count} files that were kept long enough")]
    public static partial void Removed(ILogger logger, string folder, int count);
}
