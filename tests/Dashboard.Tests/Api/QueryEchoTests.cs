using System.Net;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests.Api;

public sealed class QueryEchoTests(CountyServer county) : IClassFixture<CountyServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unit=PS99", "unknown_unit", "PS99")]
    [InlineData("unit=331125001000", "unknown_unit", "…")]
    [InlineData("unit=3311250010", "unknown_unit", "3311250010")]
    [InlineData("unit=%E6%B5%8B%E6%9F%90", "unknown_unit", "…")]
    [InlineData("unit=Ce%20Mou", "unknown_unit", "…")]
    [InlineData("unit=PS01,19900001234", "unknown_unit", "…")]
    [InlineData("category=admin/%E6%B5%8B%E6%9F%90", "unknown_category", "…")]
    [InlineData("%E6%B5%8B%E6%9F%90=1", "unknown_parameter", "…")]
    public async Task Question_ThatCannotBeAnswered_RepeatsOnlyWhatCannotBeAPerson(string query, string code, string repeated)
    {
        using HttpResponseMessage answer = await county.Server.Admin.GetAsync("/api/v1/statistics?metric=incident&period=2019&" + query, Cancel);
        JsonElement problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Contains($"\"{repeated}\"", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
