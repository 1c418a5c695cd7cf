using System.Net;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

/// <summary>A question that cannot be answered names the parameter at fault.</summary>
public sealed class BadQuestionTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("metric=incident", "missing_parameter", "period")]
    [InlineData("period=2019", "missing_parameter", "metric")]
    [InlineData("metric=incident&period=2019&perod=2018", "unknown_parameter", "perod")]
    [InlineData("metric=nothing&period=2019", "unknown_metric", "metric")]
    [InlineData("metric=incident&period=2019&unit=PS99", "unknown_unit", "unit")]
    [InlineData("metric=incident&period=2019&unit=PS01&unit=PS02", "too_many_values", "unit")]
    [InlineData("metric=incident&period=2019&category=murder", "unknown_category", "category")]
    [InlineData("metric=case.admin.handled&period=2019&category=theft", "unknown_category", "category")]
    [InlineData("metric=incident&period=2019&source=nobody", "unknown_source", "source")]
    [InlineData("metric=incident&period=2019&by=weather", "bad_by", "by")]
    [InlineData("metric=incident&period=2019-13", "bad_period", "period")]
    [InlineData("metric=incident&period=2019&compare=luck", "bad_compare", "compare")]
    [InlineData("metric=incident&period=2019&sentences=yes", "bad_parameter", "sentences")]
    [InlineData("metric=incident&period=2019&sentences=true&decimals=3", "bad_parameter", "decimals")]
    [InlineData("metric=incident&period=today&at=yesterday", "bad_time", "at")]
    [InlineData("metric=incident&period=today&at=2019-01-01T00:00:00", "bad_time", "at")]
    [InlineData("metric=incident&period=2019&asOf=2019", "bad_time", "asOf")]
    [InlineData("metric=incident&period=2019&asOfVersion=-1", "bad_version", "asOfVersion")]
    [InlineData("metric=incident&period=2019&asOfVersion=999", "unknown_version", "asOfVersion")]
    [InlineData("metric=incident&period=2019&asOfVersion=0&asOf=2020-01-01T00:00:00Z", "conflicting_parameters", "asOf")]
    public async Task BadParameter_IsNamed(string query, string code, string field)
    {
        using HttpResponseMessage answer = await county.Server.Admin.GetAsync("/api/v1/statistics?" + query, Cancel);
        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }
}
