using Tongbi.Alerts.Channels.DingTalk;
using Tongbi.Alerts.Channels.Feishu;

namespace Tongbi.Alerts.Tests.Channels;

/// <summary>The vectors of the robots' documentation.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void DingTalk_Sign_EqualsTheVector() =>
        Assert.Equal("hXZTWifRGHclNuZSKxoXc%2F%2Fsh51SWfVfRIhcdeKs63I%3D", Uri.EscapeDataString(DingTalkChannel.Sign("this is secret", 1_599_360_473_000)));

    [Fact]
    public void Feishu_Sign_EqualsTheVector() => Assert.Equal("l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=", FeishuChannel.Sign("demo", 1_599_360_473));
}
