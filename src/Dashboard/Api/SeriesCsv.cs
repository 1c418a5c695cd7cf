using System.Globalization;
using System.Text;
using Tongbi.Collector.Statistics;

namespace Tongbi.Dashboard.Api;

/// <summary>Curves as CSV (RFC 4180), one row per point; an unknown value is an empty cell. The version travels in a header.</summary>
internal sealed class SeriesCsv(SeriesAnswer answer) : IResult
{
    /// <summary>Header that carries the version, since a table has no place for it.</summary>
    public const string VersionHeader = "X-Tongbi-Version";

    /// <summary>Header that tells where older buckets were read, if not from the counts.</summary>
    public const string OriginHeader = "X-Tongbi-Read-From";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/csv; charset=utf-8; header=present";
        httpContext.Response.Headers[VersionHeader] = answer.Version.ToString(CultureInfo.InvariantCulture);
        if (answer.ReadFrom is { } origin)
        {
            httpContext.Response.Headers[OriginHeader] = string.Create(CultureInfo.InvariantCulture, $"{origin.Target}; until={origin.Until}; version={origin.Version}");
        }

        await using StreamWriter writer = new(httpContext.Response.Body, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync("time,metric,unit,category,source,key,value");
        foreach (SeriesCurve curve in answer.Series)
        {
            string codes = string.Join(',', new[] { curve.Metric, curve.Unit, curve.Category, curve.Source ?? "", curve.Key ?? "" }.Select(Cell));
            for (int index = 0; index < answer.Times.Count; index++)
            {
                string value = curve.Values[index] is { } known ? PlainDecimalConverter.Plain(known).ToString(CultureInfo.InvariantCulture) : "";
                await writer.WriteLineAsync($"{answer.Times[index]},{codes},{value}");
            }
        }
    }

    private static string Cell(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
