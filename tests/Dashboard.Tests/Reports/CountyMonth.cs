using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tongbi.Dashboard.Tests.Reports;

/// <summary>A county with incidents and cases in December 2018, November 2019 and December 2019, seen in January 2020.</summary>
internal static class CountyMonth
{
    /// <summary>The moment that the county is seen at.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2020-01-05T10:00:00+08:00", CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts the county with its records.</summary>
    /// <param name="config">Configuration directory; null = the county's.</param>
    /// <param name="data">Data directory; null = one of its own.</param>
    public static async Task<TongbiServer> StartAsync(string? config = null, string? data = null)
    {
        TongbiServer server = await TongbiServer.StartAsync(Cancel, config: config, data: data, time: new MovedClock(new FakeTimeProvider(Now)));
        await server.PostEventsAsync(Records(), Cancel);
        return server;
    }

    /// <summary>One event.</summary>
    public static string Event(string id, string metric, string unit, string category, string at, int revision = 0, bool withdrawn = false) => JsonSerializer.Serialize(new
    {
        source = metric == "incident" ? "dispatch110" : metric.StartsWith("dispute", StringComparison.Ordinal) ? "mediation" : "casework",
        id,
        metric,
        category,
        unit,
        occurredAt = at,
        revision,
        withdrawn,
    });

    private static IEnumerable<string> Records()
    {
        (string Month, string Unit, string Category, int Count)[] incidents =
        [
            ("2018-11", "PS01", "theft", 1),
            ("2018-12", "PS01", "theft", 20), ("2018-12", "PS01", "admin/gambling", 7), ("2018-12", "PS02", "theft", 12), ("2018-12", "PS02", "admin/gambling", 3),
            ("2019-11", "PS01", "theft", 22), ("2019-11", "PS01", "admin", 2), ("2019-11", "PS02", "theft", 9), ("2019-11", "PS02", "admin/gambling", 6),
            ("2019-12", "PS01", "theft", 31), ("2019-12", "PS01", "admin/gambling", 4), ("2019-12", "PS02", "theft", 9), ("2019-12", "PS02", "admin/gambling", 8), ("2019-12", "331125", "", 2),
            ("2020-01", "PS01", "theft", 1),
        ];
        foreach ((string month, string unit, string category, int count) in incidents)
        {
            for (int index = 0; index < count; index++)
            {
                yield return Event($"{month}-{unit}-{category}-{index}", "incident", unit, category, $"{month}-{(index % 28) + 1:00}T{index * 7 % 24:00}:30:00+08:00".Replace("2020-01-01T", "2020-01-04T", StringComparison.Ordinal));
            }
        }

        foreach ((string month, int count) in new[] { ("2018-11", 1), ("2018-12", 16), ("2019-11", 18), ("2019-12", 20), ("2020-01", 1) })
        {
            for (int index = 0; index < count; index++)
            {
                yield return Event($"case-{month}-{index}", "case.admin.handled", "PS01", "", $"{month}-{(index % 4) + 1:00}T09:00:00+08:00");
            }
        }
    }
}
