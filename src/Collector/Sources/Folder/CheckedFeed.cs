using Tongbi.Collector.Catalog;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>Holds a file against what is known of it after the last record was read and before the first is counted.</summary>
/// <param name="feed">Reads the file.</param>
/// <param name="manifest">What its sender says of it; null = nothing.</param>
/// <param name="isUnchanged">Whether the file is still as it was when its checksum was made.</param>
internal sealed class CheckedFeed(IFileFeed feed, FileManifest? manifest, Func<bool> isUnchanged) : IRecordFeed
{
    /// <inheritdoc/>
    /// <exception cref="FileFaultException">It is not what it is said to be.</exception>
    public async Task ReadAsync(Catalogue catalogue, IRecordSink sink, CancellationToken cancellationToken)
    {
        Counter counter = new(sink);
        try
        {
            await feed.ReadAsync(catalogue, counter, cancellationToken);
        }
        catch (Exception) when (!isUnchanged())
        {
            throw Changed;
        }

        if (!isUnchanged())
        {
            throw Changed;
        }

        if (manifest?.Records is { } expected && expected != counter.Records)
        {
            throw new FileFaultException(FileFault.RecordsMismatch, $"The file has {counter.Records} records where its manifest says {expected}; send both again.");
        }
    }

    private static FileFaultException Changed => new(FileFault.Changed, "The file changed while it was read; it will be read again when it is complete.");

    private sealed class Counter(IRecordSink sink) : IRecordSink
    {
        public long Records { get; private set; }

        public void Take(ReadOnlySpan<byte> bytes, RawRecord record)
        {
            Records++;
            sink.Take(bytes, record);
        }

        public void Refuse(RefusalReason reason)
        {
            Records++;
            sink.Refuse(reason);
        }
    }
}
