using System.Reflection;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Reports.Content;

/// <summary>The words of reports, one resource for each language (<c>ReportWords.zh.json</c>, <c>ReportWords.en.json</c>).</summary>
internal static class ReportWords
{
    /// <summary>Chinese.</summary>
    public static WordBook Chinese { get; } = Load("zh");

    /// <summary>English.</summary>
    public static WordBook English { get; } = Load("en");

    /// <summary>The words of a language, <c>zh</c> or <c>en</c>.</summary>
    public static WordBook Of(string language) => language == "en" ? English : Chinese;

    private static WordBook Load(string language) => WordBook.Load(Assembly.GetExecutingAssembly(), $"{typeof(ReportWords).Namespace}.ReportWords.{language}.json");
}
