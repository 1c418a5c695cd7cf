using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NodaTime;
using Tongbi.Collector.Calendar;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Publishing.Upstream;

/// <summary>Figures as <c>/api/v1/counts</c> takes them. Nothing else can get in: these fields are all there is.</summary>
internal sealed class FigureBatch(OfficeCalendar calendar)
{
    private readonly List<(UpperSeries Series, BucketGrain Grain, int Start, long? Count, long Revision)> figures = [];

    public int Count => figures.Count;

    /// <summary>Adds a figure; without a count it is taken back.</summary>
    public void Add(UpperSeries series, BucketGrain grain, int start, long? count, long revision) => figures.Add((series, grain, start, count, revision));

    /// <summary>Codes and period of one figure, for messages.</summary>
    public string NameOf(int index)
    {
        (UpperSeries series, BucketGrain grain, int start, _, _) = figures[index];
        return $"{series.Metric} {(series.Category.Length > 0 ? series.Category : "all")} {series.Unit} {Period(grain, start)}";
    }

    /// <summary>The figures [from, to) as gzipped NDJSON.</summary>
    public byte[] Pack(int from, int to)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            using Utf8JsonWriter json = new(gzip, new JsonWriterOptions { SkipValidation = true });
            for (int i = from; i < to; i++)
            {
                (UpperSeries series, BucketGrain grain, int start, long? count, long revision) = figures[i];
                json.WriteStartObject();
                json.WriteString("source", series.Source);
                json.WriteString("metric", series.Metric);
                json.WriteString("category", series.Category);
                json.WriteString("unit", series.Unit);
                json.WriteString("period", Period(grain, start));
                if (count is { } known)
                {
                    json.WriteNumber("count", known);
                }
                else
                {
                    json.WriteBoolean("withdrawn", true);
                }

                json.WriteNumber("revision", revision);
                json.WriteEndObject();
                json.Flush();
                gzip.WriteByte((byte)'\n');
                json.Reset();
            }
        }

        return packed.ToArray();
    }

    private string Period(BucketGrain grain, int start) => grain switch
    {
        BucketGrain.Hour => HourText(start),
        BucketGrain.Day => string.Create(CultureInfo.InvariantCulture, $"{OfficeCalendar.DateOfDay(start):uuuu'-'MM'-'dd}"),
        BucketGrain.Month => string.Create(CultureInfo.InvariantCulture, $"{start / 12:D4}-{(start % 12) + 1:D2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{start:D4}"),
    };

    private string HourText(int hour)
    {
        // With the offset, which alone tells the two hours of an autumn overlap apart.
        OffsetDateTime at = calendar.OffsetOfHour(hour);
        return string.Create(CultureInfo.InvariantCulture, $"{at.LocalDateTime:uuuu'-'MM'-'dd'T'HH}{at.Offset:+HH:mm}");
    }
}
