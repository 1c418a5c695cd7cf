using Tongbi.Collector.Ingest;

namespace Tongbi.Collector.Sources.Http;

/// <summary>Takes the records of a body in order; each call is one record of the body, so calls count the record's index.</summary>
internal interface IRecordSink
{
    /// <summary>Takes a record whose syntax is good. The bytes and the record are valid only during the call.</summary>
    void Take(ReadOnlySpan<byte> bytes, RawRecord record);

    /// <summary>Takes note of a record that could not be read.</summary>
    void Refuse(RefusalReason reason);
}
