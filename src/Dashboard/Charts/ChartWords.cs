using System.Reflection;
using Tongbi.Collector.Configuration;

namespace Tongbi.Dashboard.Charts;

/// <summary>The words that charts add themselves, from one resource per language. Immutable and thread-safe.</summary>
internal static class ChartWords
{
    /// <summary>Chinese.</summary>
    public static WordBook Chinese { get; } = Load("zh");

    /// <summary>English.</summary>
    public static WordBook English { get; } = Load("en");

    /// <summary>The words of a language: <c>en</c>, or Chinese for all else.</summary>
    public static WordBook Of(string language) => language == "en" ? English : Chinese;

    private static WordBook Load(string language) => WordBook.Load(Assembly.GetExecutingAssembly(), $"{typeof(ChartWords).Namespace}.ChartWords.{language}.json");
}
