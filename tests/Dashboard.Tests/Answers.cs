using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Tongbi.Dashboard.Tests;

/// <summary>What tests say of answers.</summary>
internal static class Answers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Asserts a problem of this status and code and gives it.</summary>
    public static async Task<JsonElement> AssertProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}, expected {(int)status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        JsonElement problem = JsonDocument.Parse(text).RootElement.Clone();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal("urn:tongbi:problem:" + code, problem.GetProperty("type").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return problem;
    }

    /// <summary>Gets JSON, asserting success.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string address)
    {
        using HttpResponseMessage answer = await client.GetAsync(address, Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>Posts a JSON body.</summary>
    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string address, object body) => client.PostAsJsonAsync(address, body, Cancel);
}
