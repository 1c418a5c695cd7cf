using Tongbi.Dashboard.Charts;
using Xunit;

namespace Tongbi.Dashboard.Tests.Charts;

public sealed class ChartCacheTests
{
    [Fact]
    public void Keep_BeyondTheCapacity_ForgetsWhatWasNotAskedForTheLongest()
    {
        ChartCache cache = new(10);
        cache.Keep("a", new byte[4]);
        cache.Keep("b", new byte[4]);
        Assert.NotNull(cache.Find("a"));
        cache.Keep("c", new byte[4]);
        Assert.NotNull(cache.Find("a"));
        Assert.Null(cache.Find("b"));
        Assert.NotNull(cache.Find("c"));
    }

    [Fact]
    public void Keep_OfWhatIsLargerThanAll_KeepsTheOthers()
    {
        ChartCache cache = new(10);
        cache.Keep("a", new byte[4]);
        cache.Keep("large", new byte[11]);
        Assert.Null(cache.Find("large"));
        Assert.NotNull(cache.Find("a"));
    }

    [Fact]
    public void Name_ChangesWithEverythingInThePicture()
    {
        TrendSpec spec = new() { Title = "一", Labels = ["1"], Name = "本年", Values = [1], Episodes = [(0, 1)] };
        string[] names =
        [
            Name(spec), Name(spec with { Values = [2] }), Name(spec with { Episodes = [(0, 2)] }), Name(spec with { Footnote = "版本 2" }), Name(spec with { Simulated = true }), Name(spec with { Threshold = 1 }),
            ChartGallery.NameOf(spec, new ChartSize(1, 1), ChartTheme.Dark, svg: false),
            ChartGallery.NameOf(spec, new ChartSize(1, 1), ChartTheme.Light, svg: true),
            ChartGallery.NameOf(spec, new ChartSize(1, 2), ChartTheme.Light, svg: false),
            Name(new SmallMultiplesSpec { Title = "一", Panels = [spec] }),
            Name(new SmallMultiplesSpec { Title = "一", Panels = [spec with { Values = [null] }] }),
        ];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(names[0], Name(spec with { }));

        static string Name(ChartSpec spec) => ChartGallery.NameOf(spec, new ChartSize(1, 1), ChartTheme.Light, svg: false);
    }
}
