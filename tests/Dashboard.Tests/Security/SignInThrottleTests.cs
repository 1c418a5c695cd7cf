using System.Net;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Dashboard.Security;
using Xunit;

namespace Tongbi.Dashboard.Tests.Security;

public sealed class SignInThrottleTests
{
    private static readonly IPAddress Guesser = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.2");

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void TenthFailure_MakesTheAddressWait_AndNoOther()
    {
        SignInThrottle throttle = new(time);
        for (int attempt = 1; attempt <= 10; attempt++)
        {
            Assert.Null(throttle.WaitOf(Guesser));
            throttle.NoteFailure(Guesser);
        }

        Assert.Equal(TimeSpan.FromMinutes(5), throttle.WaitOf(Guesser));
        Assert.Null(throttle.WaitOf(Other));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(throttle.WaitOf(Guesser));
    }

    [Fact]
    public void Success_ForgetsTheFailures()
    {
        SignInThrottle throttle = new(time);
        Enumerable.Range(0, 9).ToList().ForEach(_ => throttle.NoteFailure(Guesser));
        throttle.NoteSuccess(Guesser);
        throttle.NoteFailure(Guesser);
        Assert.Null(throttle.WaitOf(Guesser));
    }

    [Fact]
    public async Task SignIn_AfterTooManyFailures_IsRefusedEvenWithTheRightPassword()
    {
        await using TongbiServer server = await TongbiServer.StartAsync(TestContext.Current.CancellationToken);
        for (int attempt = 0; attempt < 10; attempt++)
        {
            using HttpResponseMessage wrong = await server.Anonymous.PostAsync("/api/v1/session", new { user = "admin", password = "wrong" });
            await wrong.AssertProblemAsync(HttpStatusCode.Unauthorized, "bad_credentials");
        }

        using HttpResponseMessage right = await server.Anonymous.PostAsync("/api/v1/session", new { user = "admin", password = server.FirstRun.GetProperty("adminPassword").GetString() });
        await right.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too_many_attempts");
        Assert.NotNull(right.Headers.RetryAfter);
    }
}
