using System.Text;
using Tongbi.Alerts.Delivery;

namespace Tongbi.Alerts.Tests.Delivery;

/// <summary>A report on its way.</summary>
internal static class SomeFile
{
    public static readonly byte[] Bytes = Encoding.UTF8.GetBytes("%PDF-1.7 not really");

    /// <summary>The smallest whole PNG: one pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public static FileMessage Report(string receiver = "leaders", string key = "report:2026-10:pdf") => new()
    {
        Key = key,
        Receiver = receiver,
        Title = "2026年10月警情通报",
        TitleEn = "Bulletin of October 2026",
        Text = "有效警情993起,同比上升25.06%。",
        TextEn = "993 incidents, up 25.06%.",
        FileName = "云和县2026年10月.pdf",
        ContentType = "application/pdf",
        Bytes = Bytes,
        PagePath = "/reports/17",
    };
}
