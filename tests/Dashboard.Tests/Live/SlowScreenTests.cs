using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Tongbi.Dashboard.Live;
using Tongbi.Dashboard.Tests.Operations;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

// Measures the memory of the whole process.
[Collection(AloneInTheProcess.Name)]
public sealed class SlowScreenTests
{
    private const int Districts = 300;

    [Fact]
    public async Task Publishing_WithAScreenThatStopsReading_HoldsNobodyBackStaysBoundedAndDropsIt()
    {
        await using LiveServer server = await LiveServer.StartAsync(
            BigWall(),
            SmallBureau.Catalogue(BigCatalogue()),
            options => options.SendTimeout = TimeSpan.FromMinutes(5));
        await using Screen good = await server.ConnectAsync();
        await good.SubscribeAsync(new { view = "wall" });
        await good.NextAsync("Snapshot");
        using ClientWebSocket stopped = await ConnectAndStopReadingAsync(server);
        LiveConnections connections = (LiveConnections)server.Services.GetService(typeof(LiveConnections))!;
        await server.DriveAsync(BecomesAsync(() => connections.Count == 2));
        LiveConnection slow = connections.All.Single(connection => connection.Id != good.Connection.ConnectionId);

        // Far more than the socket buffers of both ends can hold.
        long memory = GC.GetTotalMemory(forceFullCollection: true);
        int stuckRounds = 0;
        for (int round = 0; round < 400 && stuckRounds < 20; round++)
        {
            long version = 0;
            for (int district = 0; district < Districts; district++)
            {
                version = server.Cube.Count("incident", "fire", $"D{district:D3}", SmallBureau.Morning - Duration.FromDays(1), round + 1);
            }

            JsonObject update;
            do
            {
                update = await server.DriveAsync(good.NextAsync("Update"));
            }
            while ((long?)update["version"] != version);
            stuckRounds = slow.IsSending ? stuckRounds + 1 : 0;
        }

        Assert.True(stuckRounds == 20, "The screen that does not read was never waited for: the test sends too little.");
        for (int round = 0; round < 50; round++)
        {
            server.Cube.Count("incident", "fire", "D001", SmallBureau.Morning - Duration.FromDays(1));
            await server.DriveAsync(good.NextAsync("Update"));
        }

        Assert.True(slow.IsSending);

        // 50 updates later it is still the one message that waits: what waits does not grow with what happens. 300 figures are about 300 kB.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, 24 * 1024 * 1024);
        Assert.Equal(2, connections.Count);

        await server.DriveAsync(BecomesAsync(() => connections.Count == 1), TimeSpan.FromSeconds(10));
        server.Cube.Count("incident", "fire", "D001", SmallBureau.Morning - Duration.FromDays(1));
        await server.DriveAsync(good.NextAsync("Update"));
    }

    private static async Task<ClientWebSocket> ConnectAndStopReadingAsync(LiveServer server)
    {
        using SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (context, cancellation) =>
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1024, NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        ClientWebSocket socket = new();
        socket.Options.SetRequestHeader(ScopesFromHeader.Header, "admin");
        Uri address = new(server.Url.Replace("http://", "ws://", StringComparison.Ordinal) + LiveExtensions.HubPath);
        using HttpMessageInvoker invoker = new(handler, disposeHandler: false);
        await socket.ConnectAsync(address, invoker, TestContext.Current.CancellationToken);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await SendAsync(socket, """{"type":1,"invocationId":"1","target":"Subscribe","arguments":[{"view":"wall"}]}""");
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private static async Task<bool> BecomesAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        return true;
    }

    private static string BigCatalogue() => $"""
        timeZone: Asia/Shanghai
        firstYear: 2015
        units:
          - code: "33"
            name: 大市
            nameEn: Big city
            children: [ {string.Join(", ", Enumerable.Range(0, Districts).Select(number => $$"""{ code: D{{number:D3}}, name: 第{{number}}所, nameEn: Station {{number}} }"""))} ]
        sources:
          - {"{ id: dispatch110, name: 110接处警, nameEn: 110 calls, cadence: PT5M, lateAfter: PT15M, silentAfter: PT1H }"}
        metrics:
          - id: incident
            name: 警情
            nameEn: Incidents
            kind: flow
            sources: [dispatch110]
            categories: [ {"{ id: fire, name: 火警, nameEn: Fire }"} ]

        """;

    private static string BigWall() => """
        id: wall
        title: 大市
        width: 1920
        height: 1080
        columns: 24
        rows: 12
        panels:
          - { id: units, kind: ranking, x: 0, y: 0, w: 24, h: 12, metric: incident, by: unit, period: yesterday }

        """;
}
