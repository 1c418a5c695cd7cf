namespace Tongbi.Collector.Ingest;

/// <summary>One refused record of a request.</summary>
/// <param name="Index">Zero-based index of the record in the body; blank lines and the CSV header do not count.
/// In line protocol the line, less one, at which the record begins.</param>
/// <param name="Code">One of <see cref="RefusalCode"/>.</param>
/// <param name="Field">The field at fault; empty if the record as a whole.</param>
/// <param name="Message">One English sentence with the remedy, without any value from the record.</param>
public readonly record struct Refusal(long Index, string Code, string Field, string Message);
