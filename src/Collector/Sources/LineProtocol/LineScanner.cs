using System.Buffers;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.Http;

namespace Tongbi.Collector.Sources.LineProtocol;

/// <summary>
/// Scans one line, <c>measurement[,tag=value…] field=value[,…] [timestamp]</c>, by InfluxDB's rules of escaping: a backslash means something
/// only in front of a character that would end the part, and is a backslash elsewhere; in quotes, in front of a quote or a backslash. No
/// exceptions: millions of broken lines must cost no more than good ones. The data must be valid UTF-8 and begin with the record's first character.
/// </summary>
/// <param name="data">The bytes at hand.</param>
/// <param name="final">Whether nothing follows the data: then their end is a line's end.</param>
/// <param name="record">Takes what is found.</param>
internal ref struct LineScanner(ReadOnlySpan<byte> data, bool final, LineRecord record)
{
    /// <summary>Behind the line's end if complete; at the offending byte if invalid.</summary>
    public int Position { get; private set; }

    /// <summary>What is wrong, if invalid.</summary>
    public RefusalReason Mistake { get; private set; } = RefusalReason.NotALine;

    /// <summary>Where the string begins that is not closed so far; −1 if none is open.</summary>
    public int OpenQuote { get; private set; } = -1;

    /// <summary>Scans the line.</summary>
    public ScanStatus Scan()
    {
        record.Clear();
        ScanStatus status = ScanMeasurement();
        while (status == ScanStatus.Complete && data[Position] == (byte)',')
        {
            Position++;
            status = ScanTag();
        }

        // Behind the tags stands the space that ended them.
        if (status != ScanStatus.Complete || (status = SkipSpaces()) != ScanStatus.Complete)
        {
            return status;
        }

        do
        {
            status = ScanField();
        }
        while (status == ScanStatus.Complete && TryPass((byte)','));
        return status == ScanStatus.Complete ? ScanTimestamp() : status;
    }

    private ScanStatus ScanMeasurement()
    {
        if (!TryRun(EndsMeasurement, EscapedInMeasurement, out ReadOnlySpan<byte> name, out bool isEscaped))
        {
            return OutOfData();
        }

        if (name.IsEmpty || data[Position] == (byte)'\n')
        {
            return ScanStatus.Invalid;
        }

        record.SetMeasurement(name, isEscaped ? EscapedInMeasurement : default);
        return ScanStatus.Complete;
    }

    private ScanStatus ScanTag()
    {
        ScanStatus status = ScanName(out ReadOnlySpan<byte> name, out bool isNameEscaped);
        if (status != ScanStatus.Complete)
        {
            return status;
        }

        if (!TryRun(EndsName, EscapedInName, out ReadOnlySpan<byte> value, out bool isEscaped))
        {
            return OutOfData();
        }

        if (value.IsEmpty || data[Position] is (byte)'\n' or (byte)'=')
        {
            return ScanStatus.Invalid;
        }

        record.AddTag(name, isNameEscaped ? EscapedInName : default, value, isEscaped ? EscapedInName : default);
        return ScanStatus.Complete;
    }

    private ScanStatus ScanField()
    {
        ScanStatus status = ScanName(out ReadOnlySpan<byte> name, out bool isNameEscaped);
        if (status != ScanStatus.Complete)
        {
            return status;
        }

        if (Position == data.Length)
        {
            return OutOfData();
        }

        record.BeginField(name, isNameEscaped ? EscapedInName : default);
        return data[Position] == (byte)'"' ? ScanString() : ScanPlainValue();
    }

    // A name of a tag or a field with the '=' behind it.
    private ScanStatus ScanName(out ReadOnlySpan<byte> name, out bool isEscaped)
    {
        if (!TryRun(EndsName, EscapedInName, out name, out isEscaped))
        {
            return OutOfData();
        }

        if (name.IsEmpty || data[Position] != (byte)'=')
        {
            return ScanStatus.Invalid;
        }

        Position++;
        return ScanStatus.Complete;
    }

    private ScanStatus ScanString()
    {
        OpenQuote = Position++;
        Mistake = RefusalReason.UnclosedQuote;
        if (!TryRun(EndsString, EscapedInString, out ReadOnlySpan<byte> text, out bool isEscaped) || (++Position == data.Length && !final))
        {
            return final ? Unclosed() : ScanStatus.Incomplete;
        }

        if (Position < data.Length && !EndsPlainValue.Contains(data[Position]))
        {
            return Unclosed();
        }

        OpenQuote = -1;
        Mistake = RefusalReason.NotALine;
        record.EndFieldWithText(text, isEscaped ? EscapedInString : default);
        return ScanStatus.Complete;
    }

    // What was taken for the string is more likely the lines that follow: they are read again by themselves.
    private ScanStatus Unclosed()
    {
        Position = OpenQuote;
        return ScanStatus.Invalid;
    }

    private ScanStatus ScanPlainValue()
    {
        int length = data[Position..].IndexOfAny(EndsPlainValue);
        if (length < 0)
        {
            if (!final)
            {
                return ScanStatus.Incomplete;
            }

            length = data.Length - Position;
        }

        ReadOnlySpan<byte> value = data.Slice(Position, length);
        Position += length;
        if (record.TryEndField(value))
        {
            return ScanStatus.Complete;
        }

        Mistake = RefusalReason.BadFieldValue;
        return ScanStatus.Invalid;
    }

    private ScanStatus ScanTimestamp()
    {
        ScanStatus status = SkipSpaces();
        if (status != ScanStatus.Complete || TryEnd())
        {
            return status;
        }

        int length = data[Position..].IndexOfAny(EndsPlainValue);
        if (length < 0)
        {
            if (!final)
            {
                return ScanStatus.Incomplete;
            }

            length = data.Length - Position;
        }

        ReadOnlySpan<byte> text = data.Slice(Position, length);
        Position += length;
        if (!record.TrySetTimestamp(text))
        {
            Mistake = RefusalReason.BadTimestamp;
            return ScanStatus.Invalid;
        }

        status = SkipSpaces();
        return status != ScanStatus.Complete || TryEnd() ? status : ScanStatus.Invalid;
    }

    // Runs to the first of the stops that is not escaped and remains on it; false if the data end before.
    private bool TryRun(SearchValues<byte> stops, ReadOnlySpan<byte> escapable, out ReadOnlySpan<byte> run, out bool isEscaped)
    {
        int start = Position;
        isEscaped = false;
        run = default;
        while (true)
        {
            int found = data[Position..].IndexOfAny(stops);
            if (found < 0)
            {
                Position = data.Length;
                return false;
            }

            Position += found;
            if (data[Position] != (byte)'\\')
            {
                run = data[start..Position];
                return true;
            }

            if (Position + 1 == data.Length)
            {
                Position = data.Length;
                return false;
            }

            bool escapes = escapable.Contains(data[Position + 1]);
            isEscaped |= escapes;
            Position += escapes ? 2 : 1;
        }
    }

    // At the end of the data a line may go on with more spaces, unless nothing follows.
    private ScanStatus SkipSpaces()
    {
        while (Position < data.Length && data[Position] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            Position++;
        }

        return Position < data.Length || final ? ScanStatus.Complete : ScanStatus.Incomplete;
    }

    private bool TryPass(byte expected)
    {
        bool isThere = Position < data.Length && data[Position] == expected;
        Position += isThere ? 1 : 0;
        return isThere;
    }

    private bool TryEnd() => Position == data.Length || TryPass((byte)'\n');

    private readonly ScanStatus OutOfData() => final ? ScanStatus.Invalid : ScanStatus.Incomplete;

    private static ReadOnlySpan<byte> EscapedInMeasurement => ", "u8;

    private static ReadOnlySpan<byte> EscapedInName => ",= "u8;

    private static ReadOnlySpan<byte> EscapedInString => "\"\\"u8;

    private static readonly SearchValues<byte> EndsMeasurement = SearchValues.Create(", \n\\"u8);
    private static readonly SearchValues<byte> EndsName = SearchValues.Create(",= \n\\"u8);
    private static readonly SearchValues<byte> EndsString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> EndsPlainValue = SearchValues.Create(", \t\r\n"u8);

    private readonly ReadOnlySpan<byte> data = data;
    private readonly bool final = final;
    private readonly LineRecord record = record;
}
