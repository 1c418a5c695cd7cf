using System.Globalization;
using System.IO.Compression;
using System.Text;
using Tongbi.Collector.Publishing.Marks;

namespace Tongbi.Collector.Publishing.Influx;

/// <summary>Lines of the line protocol, in one buffer; any run of them can be packed and sent. Not thread-safe.</summary>
internal sealed class LineBatch
{
    private readonly List<int> ends = [];
    private byte[] bytes = new byte[1 << 16];
    private int length;

    public int Count => ends.Count;

    /// <summary>The place in the catalogue that a series is about, for messages: codes only.</summary>
    public string SeriesOf(int line)
    {
        string text = Encoding.UTF8.GetString(bytes, Start(line), ends[line] - Start(line));
        int space = 0;
        while (space < text.Length && (text[space] != ' ' || (space > 0 && text[space - 1] == '\\')))
        {
            space++;
        }

        return text[..space];
    }

    public void Clear()
    {
        ends.Clear();
        length = 0;
    }

    /// <summary>Adds a count.</summary>
    /// <param name="series">Measurement and tags, escaped.</param>
    /// <param name="value">The count.</param>
    /// <param name="second">Unix second.</param>
    public void AddCount(string series, long value, long second) =>
        Add(string.Create(CultureInfo.InvariantCulture, $"{series} value={value}i {second}\n"));

    /// <summary>Adds a point of decimal fields; absent ones are left out. Without any there is no point.</summary>
    public void AddFields(string series, ReadOnlySpan<(string Name, decimal? Value)> fields, long second)
    {
        StringBuilder line = new(series);
        char before = ' ';
        foreach ((string name, decimal? value) in fields)
        {
            if (value is { } known)
            {
                line.Append(before).Append(name).Append('=').Append(known.ToString(CultureInfo.InvariantCulture));
                before = ',';
            }
        }

        if (before == ',')
        {
            Add(line.Append(CultureInfo.InvariantCulture, $" {second}\n").ToString());
        }
    }

    /// <summary>Adds a mark; its instant goes in nanoseconds.</summary>
    public void AddMark(string series, PublishedMark mark)
    {
        StringBuilder line = new(series);
        char before = ' ';
        foreach ((string name, string value) in mark.Texts)
        {
            // A line ends at its end: a text is one line.
            string escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ");
            line.Append(before).Append(name).Append("=\"").Append(escaped).Append('"');
            before = ',';
        }

        foreach ((string name, decimal? value) in mark.Numbers)
        {
            if (value is { } known)
            {
                line.Append(before).Append(name).Append('=').Append(known.ToString(CultureInfo.InvariantCulture));
                before = ',';
            }
        }

        Add(line.Append(CultureInfo.InvariantCulture, $" {mark.At.ToUnixTimeTicks()}00\n").ToString());
    }

    /// <summary>The lines [from, to), gzipped.</summary>
    public byte[] Pack(int from, int to)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes, Start(from), ends[to - 1] - Start(from));
        }

        return packed.ToArray();
    }

    /// <summary>Measurement and tags; the tags are given in the order of their names, as the store wants them for speed.</summary>
    public static string Series(string measurement, ReadOnlySpan<(string Name, string Value)> tags)
    {
        StringBuilder series = new(measurement);
        foreach ((string name, string value) in tags)
        {
            series.Append(',').Append(name).Append('=');
            foreach (char c in value)
            {
                if (c is ',' or '=' or ' ' or '\\')
                {
                    series.Append('\\');
                }

                series.Append(c);
            }
        }

        return series.ToString();
    }

    private int Start(int line) => line == 0 ? 0 : ends[line - 1];

    private void Add(string line)
    {
        int most = Encoding.UTF8.GetMaxByteCount(line.Length);
        if (length + most > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + most));
        }

        length += Encoding.UTF8.GetBytes(line, bytes.AsSpan(length));
        ends.Add(length);
    }
}
