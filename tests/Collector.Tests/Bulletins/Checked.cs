using Tongbi.Collector.Bulletins;

namespace Tongbi.Collector.Tests.Bulletins;

/// <summary>What tests say of a checked text.</summary>
internal static class Checked
{
    /// <summary>Findings as one line each: verdict, words, and what should stand there where it is wrong.</summary>
    public static string[] Lines(string text, int? days = null) =>
        [.. BulletinChecker.Check(text, days).Items.Select(item => item.Verdict switch
        {
            BulletinVerdict.Ok => $"ok {item.Printed}",
            BulletinVerdict.Wrong => $"wrong {item.Printed} → {item.Right} ({item.Reason})",
            _ => $"? {item.Printed} ({item.Reason})",
        })];

    /// <summary>Only what is wrong, as <c>printed → right</c>.</summary>
    public static string[] Wrong(string text) =>
        [.. BulletinChecker.Check(text).Items.Where(item => item.Verdict == BulletinVerdict.Wrong).Select(item => $"{item.Printed} → {item.Right}")];
}
