using System.Buffers;
using System.Runtime.InteropServices;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;
using Tongbi.Collector.Sources.Import;

namespace Tongbi.Collector.Sources.Database;

/// <summary>Gathers mapped rows as a body of CSV, the form in which every field is plain text: what goes in is judged like any sender's.</summary>
internal sealed class RowBatch : IRecordSink
{
    /// <summary>A batch of more bytes is committed before it has all its rows.</summary>
    public const int MostBytes = 8 << 20;

    /// <summary>Makes an empty batch for the rows of a mapping.</summary>
    public RowBatch(ImportMapping mapping)
    {
        FieldTable layout = mapping.Kind == RecordKind.Event ? RecordLayout.Events : RecordLayout.Figures;
        fields = [.. mapping.Rules.Select(rule => rule.Field)];
        header = System.Text.Encoding.UTF8.GetBytes(string.Join(',', fields.Select(field => layout.Names[field])) + "\n");
        Clear();
    }

    /// <summary>Rows in it.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether it is large enough to be committed whatever its rows.</summary>
    public bool IsFull => body.WrittenCount >= MostBytes;

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        body.ResetWrittenCount();
        body.Write(header);
        Rows = 0;
    }

    /// <summary>The body, to be read from its beginning; valid until the next change.</summary>
    public Stream ToBody()
    {
        ArraySegment<byte> written = MemoryMarshal.TryGetArray(body.WrittenMemory, out ArraySegment<byte> array) ? array : new ArraySegment<byte>(body.WrittenSpan.ToArray());
        return new MemoryStream(written.Array ?? [], written.Offset, written.Count, writable: false);
    }

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> bytes, RawRecord record)
    {
        for (int index = 0; index < fields.Length; index++)
        {
            if (index > 0)
            {
                body.Write(","u8);
            }

            FieldSlot slot = record[fields[index]];
            if (slot.Kind != FieldKind.Absent)
            {
                WriteQuoted(slot.Of(bytes));
            }
        }

        body.Write("\n"u8);
        Rows++;
    }

    /// <inheritdoc/>
    public void Refuse(RefusalReason reason) => throw new InvalidOperationException("A row of a database is always an object with well-formed text.");

    private void WriteQuoted(ReadOnlySpan<byte> cell)
    {
        body.Write("\""u8);
        for (int quote = cell.IndexOf((byte)'"'); quote >= 0; quote = cell.IndexOf((byte)'"'))
        {
            body.Write(cell[..(quote + 1)]);
            body.Write("\""u8);
            cell = cell[(quote + 1)..];
        }

        body.Write(cell);
        body.Write("\""u8);
    }

    private readonly ArrayBufferWriter<byte> body = new(1 << 12);
    private readonly byte[] header;
    private readonly int[] fields;
}
