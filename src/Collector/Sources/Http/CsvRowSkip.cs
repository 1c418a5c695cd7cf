namespace Tongbi.Collector.Sources.Http;

/// <summary>
/// Finds the end of a CSV row that is too long to be kept, by the same grammar as a row that is read, in pieces of any size: where the next
/// row begins must not depend on how the body was cut.
/// </summary>
internal struct CsvRowSkip
{
    /// <summary>Whether the end of the body here would leave a quoted cell open.</summary>
    public readonly bool IsInQuotes => place == Place.Quoted;

    /// <summary>Begins at the first byte of a row.</summary>
    public void Begin() => place = Place.CellStart;

    /// <summary>Reads on; returns the offset behind the row's line end, or -1 if it lies behind the data.</summary>
    public int Read(ReadOnlySpan<byte> data, int start, byte separator)
    {
        int position = start;
        while (position < data.Length)
        {
            ReadOnlySpan<byte> rest = data[position..];
            int ordinary = place switch
            {
                Place.Plain => rest.IndexOfAny(separator, (byte)'\n', (byte)'"'),
                Place.Quoted => rest.IndexOf((byte)'"'),
                Place.GivenUp => rest.IndexOf((byte)'\n'),
                _ => 0,
            };
            if (ordinary < 0)
            {
                return -1;
            }

            byte current = rest[ordinary];
            position += ordinary + 1;
            if (current == (byte)'\n' && place != Place.Quoted)
            {
                return position;
            }

            place = Next(current, separator);
        }

        return -1;
    }

    private readonly Place Next(byte current, byte separator) => place switch
    {
        Place.CellStart => current == (byte)'"' ? Place.Quoted : current == separator ? Place.CellStart : Place.Plain,
        Place.Plain => current == separator ? Place.CellStart : Place.GivenUp,
        Place.Quoted => Place.QuoteInQuoted,
        Place.QuoteInQuoted when current == (byte)'"' => Place.Quoted,
        Place.QuoteInQuoted when current == separator => Place.CellStart,
        Place.QuoteInQuoted when current == (byte)'\r' => Place.ReturnBehindQuote,
        _ => Place.GivenUp,
    };

    private enum Place
    {
        CellStart,
        Plain,
        Quoted,

        // Behind a quote that either closes the cell or is the first of two.
        QuoteInQuoted,
        ReturnBehindQuote,

        // Behind a mistake: nothing but a line end counts.
        GivenUp,
    }

    private Place place;
}
