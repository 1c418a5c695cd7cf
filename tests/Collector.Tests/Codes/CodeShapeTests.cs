using System.Text;
using Tongbi.Collector.Codes;

namespace Tongbi.Collector.Tests.Codes;

public sealed class CodeShapeTests
{
    [Theory]
    [InlineData("3301")]
    [InlineData("331125001")]
    [InlineData("331125000000")] // unit codes of the police
    [InlineData("130102000000")] // … also those that begin like a mobile number
    [InlineData("PS01")]
    [InlineData("03.01-A")]
    [InlineData("A/01/02")]
    [InlineData("0301")]
    public void MayBeKept_WhatLooksLikeACode_IsTrue(string text) => Assert.True(CodeShape.MayBeKept(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("332522199001011234")] // identity numbers, new and old
    [InlineData("33252219900101123X")]
    [InlineData("332522900101123")]
    [InlineData("332522-19900101-1234")]
    [InlineData("13800138000")] // mobile numbers
    [InlineData("138-0013-8000")]
    [InlineData("013800138000")]
    [InlineData("T13800138000")]
    [InlineData("113800138000")]
    [InlineData("0578-5123456")] // with an area code
    [InlineData("010-88888888")]
    [InlineData("057851234567")]
    [InlineData("E12345678")] // passports and permits
    [InlineData("EA1234567")]
    [InlineData("H1234567890")]
    [InlineData("张三")]
    [InlineData("盗窃")]
    [InlineData("ZhangSan")]
    [InlineData("zhangsan1")]
    [InlineData("Zhang 1")]
    [InlineData("浙K12345")]
    [InlineData("PS01;DROP")]
    [InlineData("012345678901234567890123456789012")]
    public void MayBeKept_WhatMayBeAPersons_IsFalse(string text) => Assert.False(CodeShape.MayBeKept(Encoding.UTF8.GetBytes(text)));
}
