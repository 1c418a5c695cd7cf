using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tongbi.Dashboard.Reports.Content;
using Tongbi.Dashboard.Reports.Outline;

namespace Tongbi.Dashboard.Reports;

/// <summary>Names the content of a report without making it: equal for equal content, other for any other. Serves as the entity tag.</summary>
internal static class ReportKey
{
    /// <summary>The tag, quoted.</summary>
    public static string Of(ReportOrder order, long version, string format, string look)
    {
        string[] parts =
        [
            typeof(ReportKey).Module.ModuleVersionId.ToString("N"),
            format,
            look,
            version.ToString(CultureInfo.InvariantCulture),
            order.Outline.Edition.Word(),
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(order.Outline.Text))),
            order.Period.Name,
            order.Unit.Code,
            order.Unit.Name,
            order.Language,
            order.Moment.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture),
            $"{order.IsPublic} {order.IsDraft} {order.IsSimulated}",
            JsonSerializer.Serialize(order.Manual),
            JsonSerializer.Serialize(order.Alerts.Select(alert => new object?[] { alert.Worst, alert.Acknowledged?.TotalSeconds, alert.Feedback?.TotalSeconds, alert.Closed?.TotalSeconds, alert.IsFalseAlarm })),
            JsonSerializer.Serialize(order.Restatements.Select(restated => new object?[] { restated.Period, restated.Metric.Id, restated.Old, restated.New, restated.PublishedOn })),
        ];
        return "\"" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32] + "\"";
    }
}
