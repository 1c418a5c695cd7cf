using System.Buffers;

namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Scans one JSON value (RFC 8259, strictly) without copying and without exceptions: millions of broken lines must cost no more than good
/// ones. Of an object it notes where each known member's value stands. The data must be valid UTF-8.
/// </summary>
/// <param name="data">The bytes at hand.</param>
/// <param name="position">Where to begin.</param>
/// <param name="final">Whether nothing follows the data: then an unfinished value is invalid.</param>
internal ref struct JsonScanner(ReadOnlySpan<byte> data, int position, bool final)
{
    /// <summary>Deepest nesting that is followed.</summary>
    public const int MaxDepth = 60;

    /// <summary>Behind the value if complete; at the offending byte if invalid.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Scans a value; if it is an object, its members go into the record.</summary>
    public ScanStatus ScanRecord(RawRecord record)
    {
        record.Clear();
        if (Position < data.Length && data[Position] != (byte)'{')
        {
            return SkipValue();
        }

        record.IsObject = true;
        if (Position >= data.Length)
        {
            return OutOfData();
        }

        Position++;
        SkipWhitespace();
        if (Position < data.Length && data[Position] == (byte)'}')
        {
            Position++;
            return ScanStatus.Complete;
        }

        while (true)
        {
            ScanStatus status = ScanMember(record);
            if (status != ScanStatus.Complete)
            {
                return status;
            }

            SkipWhitespace();
            if (Position >= data.Length)
            {
                return OutOfData();
            }

            switch (data[Position])
            {
                case (byte)',':
                    Position++;
                    SkipWhitespace();
                    continue;
                case (byte)'}':
                    Position++;
                    return ScanStatus.Complete;
                default:
                    return ScanStatus.Invalid;
            }
        }
    }

    /// <summary>Passes over spaces, tabs and line ends.</summary>
    public void SkipWhitespace()
    {
        while (Position < data.Length && data[Position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Position++;
        }
    }

    private ScanStatus ScanMember(RawRecord record)
    {
        ScanStatus status = ScanName(out FieldSlot name);
        if (status != ScanStatus.Complete)
        {
            return status;
        }

        int field = name.Kind == FieldKind.Text ? record.Fields.Find(name.Of(data)) : FindEscaped(record, name);
        status = ScanValue(out FieldSlot value);
        if (field >= 0)
        {
            record.Set(field, value);
        }
        else
        {
            record.NoteUnknown(name);
        }

        return status;
    }

    private readonly int FindEscaped(RawRecord record, FieldSlot name)
    {
        byte[] scratch = ArrayPool<byte>.Shared.Rent(name.Length);
        int length = JsonText.Unescape(name.Of(data), scratch);
        int field = length < 0 ? -1 : record.Fields.Find(scratch.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(scratch);
        return field;
    }

    // A member's name with the colon behind it, up to the value.
    private ScanStatus ScanName(out FieldSlot name)
    {
        name = default;
        if (Position >= data.Length)
        {
            return OutOfData();
        }

        if (data[Position] != (byte)'"')
        {
            return ScanStatus.Invalid;
        }

        ScanStatus status = ScanString(out name);
        if (status != ScanStatus.Complete)
        {
            return status;
        }

        SkipWhitespace();
        if (Position >= data.Length)
        {
            return OutOfData();
        }

        if (data[Position] != (byte)':')
        {
            return ScanStatus.Invalid;
        }

        Position++;
        SkipWhitespace();
        return ScanStatus.Complete;
    }

    private ScanStatus ScanValue(out FieldSlot value)
    {
        value = default;
        if (Position >= data.Length)
        {
            return OutOfData();
        }

        int start = Position;
        switch (data[Position])
        {
            case (byte)'"':
                return ScanString(out value);
            case (byte)'{' or (byte)'[':
                ScanStatus status = SkipNested();
                value = new FieldSlot(start, Position - start, FieldKind.Nested);
                return status;
            case (byte)'t':
                value = new FieldSlot(start, 4, FieldKind.True);
                return ScanLiteral("true"u8);
            case (byte)'f':
                value = new FieldSlot(start, 5, FieldKind.False);
                return ScanLiteral("false"u8);
            case (byte)'n':
                value = new FieldSlot(start, 4, FieldKind.Null);
                return ScanLiteral("null"u8);
            default:
                status = ScanNumber();
                value = new FieldSlot(start, Position - start, FieldKind.Number);
                return status;
        }
    }

    private ScanStatus SkipValue() => ScanValue(out _);

    // Iterative, one bit a level (1 = object): nesting must not cost stack.
    private ScanStatus SkipNested()
    {
        ulong objects = 0;
        int depth = 0;
        while (true)
        {
            if (Position >= data.Length)
            {
                return OutOfData();
            }

            byte first = data[Position];
            ScanStatus status;
            if (first is (byte)'{' or (byte)'[')
            {
                if (depth == MaxDepth)
                {
                    return ScanStatus.TooDeep;
                }

                bool isObject = first == (byte)'{';
                objects = (objects << 1) | (isObject ? 1UL : 0UL);
                depth++;
                Position++;
                SkipWhitespace();
                if (Position >= data.Length)
                {
                    return OutOfData();
                }

                if (data[Position] != (isObject ? (byte)'}' : (byte)']'))
                {
                    status = isObject ? ScanName(out _) : ScanStatus.Complete;
                    if (status != ScanStatus.Complete)
                    {
                        return status;
                    }

                    continue;
                }
            }
            else
            {
                status = SkipValue();
                if (status != ScanStatus.Complete)
                {
                    return status;
                }
            }

            status = CloseOrNext(ref objects, ref depth);
            if (status != ScanStatus.Complete || depth == 0)
            {
                return status;
            }
        }
    }

    // Behind a value: closes what ends here and stops in front of the next value, or at depth 0.
    private ScanStatus CloseOrNext(ref ulong objects, ref int depth)
    {
        while (depth > 0)
        {
            SkipWhitespace();
            if (Position >= data.Length)
            {
                return OutOfData();
            }

            bool inObject = (objects & 1) != 0;
            byte next = data[Position];
            if (next == (inObject ? (byte)'}' : (byte)']'))
            {
                Position++;
                objects >>= 1;
                depth--;
            }
            else if (next == (byte)',')
            {
                Position++;
                SkipWhitespace();
                return inObject ? ScanName(out _) : ScanStatus.Complete;
            }
            else
            {
                return ScanStatus.Invalid;
            }
        }

        return ScanStatus.Complete;
    }

    private ScanStatus ScanString(out FieldSlot text)
    {
        int start = ++Position;
        FieldKind kind = FieldKind.Text;
        text = default;
        while (true)
        {
            int found = data[Position..].IndexOfAny(EndsPlainText);
            if (found < 0)
            {
                Position = data.Length;
                return OutOfData();
            }

            Position += found;
            switch (data[Position])
            {
                case (byte)'"':
                    text = new FieldSlot(start, Position - start, kind);
                    Position++;
                    return ScanStatus.Complete;
                case (byte)'\\':
                    kind = FieldKind.EscapedText;
                    ScanStatus status = ScanEscape();
                    if (status != ScanStatus.Complete)
                    {
                        return status;
                    }

                    break;
                default:
                    return ScanStatus.Invalid;
            }
        }
    }

    private ScanStatus ScanEscape()
    {
        Position++;
        if (Position >= data.Length)
        {
            return OutOfData();
        }

        byte escape = data[Position];
        if (escape != (byte)'u')
        {
            Position += "\"\\/bfnrt"u8.Contains(escape) ? 1 : 0;
            return "\"\\/bfnrt"u8.Contains(escape) ? ScanStatus.Complete : ScanStatus.Invalid;
        }

        for (int digit = 0; digit < 4; digit++)
        {
            Position++;
            if (Position >= data.Length)
            {
                return OutOfData();
            }

            if (!char.IsAsciiHexDigit((char)data[Position]))
            {
                return ScanStatus.Invalid;
            }
        }

        Position++;
        return ScanStatus.Complete;
    }

    private ScanStatus ScanLiteral(ReadOnlySpan<byte> literal)
    {
        ReadOnlySpan<byte> rest = data[Position..];
        int common = rest.CommonPrefixLength(literal);
        Position += common;
        return common == literal.Length ? ScanStatus.Complete : common == rest.Length ? OutOfData() : ScanStatus.Invalid;
    }

    private ScanStatus ScanNumber()
    {
        if (data[Position] == (byte)'-')
        {
            Position++;
        }

        if (Position < data.Length && data[Position] == (byte)'0')
        {
            Position++;
        }
        else if (!SkipDigits())
        {
            return Position >= data.Length ? OutOfData() : ScanStatus.Invalid;
        }

        if (Position < data.Length && data[Position] == (byte)'.')
        {
            Position++;
            if (!SkipDigits())
            {
                return Position >= data.Length ? OutOfData() : ScanStatus.Invalid;
            }
        }

        if (Position < data.Length && data[Position] is (byte)'e' or (byte)'E')
        {
            Position++;
            if (Position < data.Length && data[Position] is (byte)'+' or (byte)'-')
            {
                Position++;
            }

            if (!SkipDigits())
            {
                return Position >= data.Length ? OutOfData() : ScanStatus.Invalid;
            }
        }

        // A number has no end of its own: more digits may follow in the next chunk.
        return Position < data.Length || final ? ScanStatus.Complete : ScanStatus.Incomplete;
    }

    private bool SkipDigits()
    {
        int start = Position;
        while (Position < data.Length && char.IsAsciiDigit((char)data[Position]))
        {
            Position++;
        }

        return Position > start;
    }

    private readonly ScanStatus OutOfData() => final ? ScanStatus.Invalid : ScanStatus.Incomplete;

    private static readonly SearchValues<byte> EndsPlainText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> data = data;
    private readonly bool final = final;
}
