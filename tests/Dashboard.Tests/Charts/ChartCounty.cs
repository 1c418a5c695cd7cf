using Xunit;

namespace Tongbi.Dashboard.Tests.Charts;

/// <summary>A county with two Junes of incidents.</summary>
public sealed class ChartCounty : IAsyncLifetime
{
    private TongbiServer? server;

    /// <summary>The server.</summary>
    public TongbiServer Server => server ?? throw new InvalidOperationException("The server was not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        server = await TongbiServer.StartAsync(cancel);
        await server.PostEventsAsync(Events(), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>About three a day from April to July of 2018, and somewhat more up to the middle of June 2019.</summary>
    private static IEnumerable<string> Events()
    {
        string[] categories = ["theft", "admin", "admin/gambling", ""];
        int id = 0;
        for (DateOnly day = new(2018, 4, 1); day < new DateOnly(2019, 7, 1); day = day.AddDays(1))
        {
            int count = 2 + (day.DayNumber * 7 % 5) + (day.Year == 2019 ? 1 : 0);
            for (int number = 0; number < count; number++)
            {
                id++;
                yield return $$"""{"source":"dispatch110","id":"{{id}}","metric":"incident","unit":"PS0{{1 + (id % 3 == 0 ? 1 : 0)}}","category":"{{categories[id * 3 % 7 % 4]}}","occurredAt":"{{day:yyyy-MM-dd}}T{{id * 5 % 24:00}}:15:00+08:00"}""";
            }
        }
    }
}
