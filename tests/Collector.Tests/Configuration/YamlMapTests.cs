using NodaTime;
using Tongbi.Collector.Configuration;
using Xunit;

namespace Tongbi.Collector.Tests.Configuration;

public sealed class YamlMapTests
{
    [Fact]
    public void Getters_GoodValues_AreRead()
    {
        MistakeList mistakes = new("f.yaml");
        YamlMap map = StrictYaml.Parse(
            """
            text: 331125
            number: -5
            part: 0.25
            yes: true
            day: 2026-02-15
            clock: "08:00"
            length: PT1H30M
            words: [a, b]
            maps: [ { x: 1 }, { x: 2 } ]
            map: { x: 3 }
            empty:
            """, mistakes)!;

        Assert.Equal("331125", map.RequiredString("text"));
        Assert.Equal(-5, map.RequiredInt("number", -10, 10));
        Assert.Equal(0.25m, map.OptionalDecimal("part"));
        Assert.True(map.OptionalBool("yes"));
        Assert.Equal(new LocalDate(2026, 2, 15), map.RequiredDate("day"));
        Assert.Equal(new LocalTime(8, 0), map.OptionalTime("clock"));
        Assert.Equal(Duration.FromMinutes(90), map.RequiredDuration("length"));
        Assert.Equal(["a", "b"], map.RequiredStrings("words").Select(word => word.Value));
        Assert.Equal([1, 2], map.RequiredMaps("maps").Select(item => item.RequiredInt("x", 0, 9)));
        Assert.Equal(3, map.OptionalMap("map")?.OptionalInt("x", 0, 9));
        Assert.Null(map.OptionalString("empty"));
        Assert.Null(map.OptionalString("absent"));
        map.RefuseUnread();
        Assert.True(mistakes.IsEmpty);
    }

    [Fact]
    public void RefuseUnread_KeysNobodyAskedFor_AreNamedWithTheKnownOnes()
    {
        MistakeList mistakes = new("f.yaml");
        YamlMap map = StrictYaml.Parse("name: a\nnmae: b\n", mistakes)!;
        map.RequiredString("name");

        map.RefuseUnread();

        ConfigurationMistake mistake = Assert.Single(mistakes.ToSorted());
        Assert.Equal(new ConfigurationMistake("f.yaml", 2, 1, "unknown key 'nmae'; known here: name."), mistake);
    }

    [Fact]
    public void Required_AbsentKey_IsReportedWhereTheMapBegins()
    {
        MistakeList mistakes = new("f.yaml");
        YamlMap map = StrictYaml.Parse("a:\n  b: 1\n", mistakes)!;

        Assert.Null(map.OptionalMap("a")?.RequiredString("c"));

        ConfigurationMistake mistake = Assert.Single(mistakes.ToSorted());
        Assert.Equal((2, 3, "required key 'c' is missing."), (mistake.Line, mistake.Column, mistake.Reason));
    }
}
