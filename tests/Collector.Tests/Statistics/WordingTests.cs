using System.Text.RegularExpressions;
using Tongbi.Collector.Statistics;
using Xunit;

namespace Tongbi.Collector.Tests.Statistics;

public sealed partial class WordingTests
{
    [Fact]
    public void Resources_OfBothLanguages_HaveTheSameKeys()
    {
        Assert.NotEmpty(Wording.Chinese.Keys);
        Assert.Equal(Wording.Chinese.Keys.Order(StringComparer.Ordinal), Wording.English.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Resources_OfBothLanguages_UseKnownPlaceholdersOnly()
    {
        string[] known =
        [
            "relation", "base", "percent", "points", "amount", "unit", "year", "growth", "bound", "changes", "date", "names", "period", "place", "metric", "value", "asOf",
            "category", "source", "clause", "previous", "change", "mean", "baseMean", "count", "quarter", "month", "month2", "week", "day", "day2", "first", "last",
        ];
        foreach (Wording wording in new[] { Wording.Chinese, Wording.English })
        {
            Assert.All(wording.Keys, key => Assert.All(Placeholder().Matches(wording[key]), match => Assert.Contains(match.Groups[1].Value, known)));
        }
    }

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Placeholder();
}
