using System.Globalization;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Folder;

/// <summary>The rows of a text file (CSV, NDJSON, a JSON array) as records. One per file.</summary>
/// <param name="file">The file from its beginning; the caller keeps it.</param>
/// <param name="plan">What the folder says of its files.</param>
/// <param name="kind">What this file is.</param>
/// <param name="probe">What was found in its bytes; null if nobody looked.</param>
/// <param name="readTo">Told now and then how far the file was read, in bytes.</param>
internal sealed class TextFeed(Stream file, FolderPlan plan, DropKind kind, TextProbe? probe, Action<long>? readTo = null) : IFileFeed
{
    /// <inheritdoc/>
    public string PlaceOf(long index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task ReadAsync(Catalogue catalogue, IRecordSink sink, CancellationToken cancellationToken)
    {
        await using MeteredStream raw = new(file, long.MaxValue, "on disk");
        await using Stream unpacked = BodyUnpacking.Of(raw, kind.Compression);
        await using MeteredStream metered = new(unpacked, plan.MaximumBytes, "after unpacking");
        await using Stream utf8 = TextEncodings.AsUtf8(metered, plan.Encoding, probe);
        BodyReader reader = new(NewParser(), new RowMapper(plan.Mapping, catalogue.Calendar, sink), Report);
        await reader.ReadAsync(utf8, cancellationToken);

        ValueTask Report()
        {
            readTo?.Invoke(raw.Count);
            return ValueTask.CompletedTask;
        }
    }

    private IBodyParser NewParser() => kind.Format switch
    {
        DropFormat.Ndjson => new NdjsonParser(plan.Mapping.Table),
        DropFormat.Json => new JsonArrayParser(plan.Mapping.Table),
        _ => new CsvParser(plan.Mapping.Table, plan.Mapping.RequiredColumns, plan.Delimiter),
    };
}
