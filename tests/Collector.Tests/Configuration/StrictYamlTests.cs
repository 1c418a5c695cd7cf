using System.Text;
using Tongbi.Collector.Configuration;
using Xunit;

namespace Tongbi.Collector.Tests.Configuration;

public sealed class StrictYamlTests
{
    [Theory]
    [InlineData("", 1, 1, "the file is empty")]
    [InlineData("# nothing\n", 1, 1, "the file is empty")]
    [InlineData("- a\n", 1, 1, "holds a list")]
    [InlineData("word\n", 1, 1, "holds a text")]
    [InlineData("a: 1\n---\nb: 2\n", 2, 1, "second document")]
    [InlineData("a: &x 1\nb: 2\n", 1, 4, "anchors and tags")]
    [InlineData("a: &x 1\nb: *x\n", 2, 4, "alias")]
    [InlineData("a: !!binary aGk=\n", 1, 4, "anchors and tags")]
    [InlineData("a: 1\nb: 2\na: 3\n", 3, 1, "written twice; the first is in line 1")]
    [InlineData("? [a]\n: 1\n", 1, 3, "a list stands where a key is expected")]
    [InlineData("a: [1, 2\nb: 3\n", 1, 6, "not YAML")]
    [InlineData("a:\n\t- b\n", 1, 1, "tab")]
    public void Parse_Refuses(string text, int line, int column, string reason)
    {
        MistakeList mistakes = new("f.yaml");

        StrictYaml.Parse(text, mistakes);

        Assert.Contains(mistakes.ToSorted(), mistake => mistake.Line == line && mistake.Column == column && mistake.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_AliasBomb_IsRefusedWithoutUnfolding()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 60; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        MistakeList mistakes = new("f.yaml");

        StrictYaml.Parse(bomb.ToString(), mistakes);

        Assert.Equal(MistakeList.Limit, mistakes.ToSorted().Count);
    }

    [Fact]
    public void Parse_NestedTooDeep_IsRefused()
    {
        MistakeList mistakes = new("f.yaml");

        YamlMap? map = StrictYaml.Parse("a: " + new string('[', 5_000) + new string(']', 5_000), mistakes);

        Assert.Null(map);
        Assert.Contains("nested deeper than 64", Assert.Single(mistakes.ToSorted()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadText_TooLarge_IsRefused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, new string('#', StrictYaml.MaximumBytes));
            Assert.Equal(StrictYaml.MaximumBytes, StrictYaml.ReadText(path).Length);
            File.AppendAllText(path, "#");
            ConfigurationException failure = Assert.Throws<ConfigurationException>(() => StrictYaml.ReadText(path));
            Assert.Contains("larger than 4 MiB", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadText_NotUtf8_IsRefused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [(byte)'a', (byte)':', (byte)' ', 0xC3, 0x28]);
            ConfigurationException failure = Assert.Throws<ConfigurationException>(() => StrictYaml.ReadText(path));
            Assert.Contains("not UTF-8", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadText_ByteOrderMark_IsDropped()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a: 1\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            Assert.Equal("a: 1\n", StrictYaml.ReadText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
