using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>The records of one file.</summary>
internal interface IFileFeed : IRecordFeed
{
    /// <summary>Where whoever has the file finds a record: the row of a sheet, or the record's number from 1.</summary>
    /// <param name="index">Index of the record, from 0, among those read.</param>
    string PlaceOf(long index);
}
