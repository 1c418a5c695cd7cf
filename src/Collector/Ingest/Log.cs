using Microsoft.Extensions.Logging;

namespace Tongbi.Collector.Ingest;

// Event ids 2000-2099: the way in. Counts and keys only, never anything from a body.
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Information, "{Actor} sent {Received} records: {Inserted} inserted, {Revised} revised, {Withdrawn} withdrawn, {Duplicate} duplicate, {Stale} stale, {Rejected} rejected; version {Version}")]
    public static partial void Taken(ILogger logger, string actor, long received, long inserted, long revised, long withdrawn, long duplicate, long stale, long rejected, long version);

    [LoggerMessage(2002, LogLevel.Warning, "A body of {Actor} cannot be read at line {Line}, column {Column}; nothing of it was counted")]
    public static partial void Unreadable(ILogger logger, string actor, long line, long column);

    [LoggerMessage(2003, LogLevel.Warning, "The refusal of an unreadable body could not be recorded")]
    public static partial void RefusalNotRecorded(ILogger logger, Exception exception);

    [LoggerMessage(2005, LogLevel.Warning, "Turned {Count} requests away for want of turns and waiting places, last one of {Actor}")]
    public static partial void Overloaded(ILogger logger, long count, string actor);

    [LoggerMessage(2020, LogLevel.Information, "Records that waited for their codes: {Released} counted or known already, {Dropped} dropped, {Waiting} go on waiting; version {Version}")]
    public static partial void Released(ILogger logger, long released, long dropped, long waiting, long version);

    [LoggerMessage(2021, LogLevel.Warning, "Records that wait for their codes could not be looked at; tried again soon")]
    public static partial void NotReleased(ILogger logger, Exception exception);
}
