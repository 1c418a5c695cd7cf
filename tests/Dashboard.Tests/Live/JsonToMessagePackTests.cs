using System.Text;
using System.Text.Json.Nodes;
using MessagePack;
using Tongbi.Dashboard.Live;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

public sealed class JsonToMessagePackTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":null,"b":true,"c":false,"d":[],"e":{"f":[1,2,[3]]}}""")]
    [InlineData("""{"value":0.2506,"small":-0.0626,"pValue":2.753e-06,"version":9007199254740993,"negative":-7}""")]
    [InlineData("""{"percent":"−6.26%","text":"同比上升25.06%","quoted":"a\"b\\c"}""")]
    public void Convert_GivesTheSameValueBack(string json)
    {
        byte[] packed = JsonToMessagePack.Convert(Encoding.UTF8.GetBytes(json));

        string back = MessagePackSerializer.ConvertToJson(packed, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(back)), back);
    }
}
