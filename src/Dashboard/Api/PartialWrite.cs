using System.Globalization;
using System.Text;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Sources.LineProtocol;

namespace Tongbi.Dashboard.Api;

/// <summary>The one sentence that a client of InfluxDB is told about refused lines: the first few, by line, never a value from them.</summary>
internal static class PartialWrite
{
    /// <summary>Lines that are named.</summary>
    public const int Named = 5;

    /// <summary>Describes the refusals; reads no more of them than it names.</summary>
    public static string Describe(IngestResult result, LinePrecision precision, InfluxDialect dialect)
    {
        StringBuilder text = new("partial write: ");
        bool isTimeWrong = false;
        int named = 0;
        foreach (Refusal refusal in result.Rejected.Take(Named))
        {
            text.Append(named++ == 0 ? "" : " ")
                .Append(CultureInfo.InvariantCulture, $"line {refusal.Index + 1}: {refusal.Code}: {refusal.Message}");
            if (refusal is { Code: RefusalCode.UnknownField, Field.Length: > 0 } && !refusal.Message.StartsWith(refusal.Field, StringComparison.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $" ({refusal.Field})");
            }

            isTimeWrong |= refusal.Code == RefusalCode.TimeOutOfRange;
        }

        if (result.RejectedCount > named)
        {
            text.Append(CultureInfo.InvariantCulture, $" And {result.RejectedCount - named} more.");
        }

        if (isTimeWrong)
        {
            // By far the commonest slip with these clients.
            text.Append(CultureInfo.InvariantCulture, $" Timestamps were read as {Words(precision)}; precision= says otherwise.");
        }

        long stored = result.Received - result.RejectedCount;
        text.Append(CultureInfo.InvariantCulture, $" {stored} of {result.Received} records were stored");
        if (result.Held > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {result.Held} are kept until their codes are mapped");
        }

        return (dialect == InfluxDialect.Version1 ? text.Append(CultureInfo.InvariantCulture, $"; dropped={result.RejectedCount}") : text).ToString();
    }

    private static string Words(LinePrecision precision) => precision switch
    {
        LinePrecision.Nanoseconds => "nanoseconds",
        LinePrecision.Microseconds => "microseconds",
        LinePrecision.Milliseconds => "milliseconds",
        LinePrecision.Seconds => "seconds",
        LinePrecision.Minutes => "minutes",
        _ => "hours",
    };
}
