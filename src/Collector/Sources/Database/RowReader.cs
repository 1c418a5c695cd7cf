using System.Data.Common;
using System.Globalization;
using System.Text;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.Database;

/// <summary>Reads the rows of one result: the columns of the mapping and the watermark, from left to right, so that nothing else is kept.</summary>
internal sealed class RowReader
{
    /// <summary>Name under which a mapping finds the row's watermark as a number that rises with it: a revision where the source has none.</summary>
    public const string WatermarkColumn = "@watermark";

    /// <summary>Finds the columns.</summary>
    /// <exception cref="PullException">The result lacks one.</exception>
    public RowReader(PullDefinition pull, DbDataReader reader)
    {
        this.pull = pull;
        this.reader = reader;
        columns = pull.Mapping.Columns;
        watermarkOrdinal = Find(pull.Watermark.Column);
        int[] ordinals = [.. columns.Select(column => column == WatermarkColumn ? watermarkOrdinal : Find(column))];
        slotsByOrdinal = Enumerable.Range(0, columns.Count).ToLookup(slot => ordinals[slot]);
        order = [.. ordinals.Append(watermarkOrdinal).Distinct().Order()];
        Record = new RawRecord(new FieldTable(columns, ignoresUnknown: true));
    }

    /// <summary>The row read last.</summary>
    public RawRecord Record { get; }

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => text.Written;

    /// <summary>Its watermark.</summary>
    public Watermark Watermark { get; private set; }

    /// <summary>Takes the row on which the reader stands.</summary>
    /// <exception cref="PullException">It has no watermark, or a value that no field takes.</exception>
    public void Take()
    {
        text.Clear();
        Record.Clear();
        Record.IsObject = true;
        foreach (int ordinal in order)
        {
            object value = reader.GetValue(ordinal);
            if (ordinal == watermarkOrdinal)
            {
                Watermark = Watermark.TryRead(pull.Watermark.From.Kind, value, pull.Zone, out Watermark read)
                    ? read
                    : throw new PullException("bad_watermark", $"The watermark column {pull.Watermark.Column} is empty in a row, or not of the type in watermark.type; leave such rows out, or correct the type.");
            }

            foreach (int slot in slotsByOrdinal[ordinal])
            {
                int start = text.Length;
                if (columns[slot] == WatermarkColumn)
                {
                    text.Append(Encoding.UTF8.GetBytes(Watermark.Value.ToString(CultureInfo.InvariantCulture)));
                }
                else
                {
                    ColumnText.Append(text, value, columns[slot], pull.Zone);
                }

                Record.Set(slot, new FieldSlot(start, text.Length - start, text.Length == start ? FieldKind.Absent : FieldKind.Cell));
            }
        }
    }

    // Some engines write names in capitals that nobody quoted.
    private int Find(string column)
    {
        int alike = -1;
        for (int ordinal = 0; ordinal < reader.FieldCount; ordinal++)
        {
            string name = reader.GetName(ordinal);
            if (name == column)
            {
                return ordinal;
            }

            alike = string.Equals(name, column, StringComparison.OrdinalIgnoreCase) ? ordinal : alike;
        }

        return alike >= 0 ? alike : throw new PullException("missing_column", $"The query gives no column {column}; add it, or correct fields and watermark.");
    }

    private readonly PullDefinition pull;
    private readonly DbDataReader reader;
    private readonly IReadOnlyList<string> columns;
    private readonly int watermarkOrdinal;
    private readonly ILookup<int, int> slotsByOrdinal;
    private readonly int[] order;
    private readonly RowBytes text = new();
}
