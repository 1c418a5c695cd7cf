using Tongbi.Collector.Catalog;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Ingest;

/// <summary>Reads records from somewhere that is no HTTP body: a file, a workbook, a database.</summary>
internal interface IRecordFeed
{
    /// <summary>Hands every record to a sink, to the end. Nothing of it is counted until the end was reached.</summary>
    /// <param name="catalogue">The catalogue in force, against which the records are checked.</param>
    /// <param name="sink">Takes the records.</param>
    /// <param name="cancellationToken">Ends the reading; then nothing is counted.</param>
    /// <exception cref="BodyException">It cannot be read as a whole.</exception>
    Task ReadAsync(Catalogue catalogue, IRecordSink sink, CancellationToken cancellationToken);
}
