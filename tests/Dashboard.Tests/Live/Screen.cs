using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>A real SignalR client that keeps every message in order.</summary>
internal sealed class Screen : IAsyncDisposable
{
    /// <summary>Only bounds a failure.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Screen(HubConnection connection)
    {
        Connection = connection;
        foreach (string method in new[] { "Snapshot", "Update", "AlertChanged", "SourceChanged", "Heartbeat" })
        {
            // As object both protocols hand over what they read without a type of ours in between.
            connection.On<object>(method, argument => received.Writer.TryWrite((method, Plain(argument))));
        }
    }

    public HubConnection Connection { get; }

    public Task SubscribeAsync(object request) => Connection.InvokeAsync("Subscribe", request);

    /// <summary>The next message of a kind; others before it are passed over.</summary>
    public async Task<JsonObject> NextAsync(string method)
    {
        while (true)
        {
            (string name, JsonNode message) = await NextAsync();
            if (name == method)
            {
                return message.AsObject();
            }
        }
    }

    /// <summary>The next message of any kind.</summary>
    public async Task<(string Method, JsonNode Message)> NextAsync() =>
        await received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>What has arrived and not been read.</summary>
    public IReadOnlyList<(string Method, JsonNode Message)> Pending()
    {
        List<(string, JsonNode)> all = [];
        while (received.Reader.TryRead(out (string, JsonNode) message))
        {
            all.Add(message);
        }

        return all;
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private static JsonNode Plain(object? value) => value switch
    {
        JsonElement json => JsonNode.Parse(json.GetRawText())!, // an argument is never null
        _ => JsonNode.Parse(JsonSerializer.Serialize(Strings(value)))!,
    };

    /// <summary>What MessagePack reads has objects as keys.</summary>
    private static object? Strings(object? value) => value switch
    {
        IDictionary<object, object> map => map.ToDictionary(pair => Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!, pair => Strings(pair.Value)),
        object[] list => list.Select(Strings).ToArray(),
        _ => value,
    };

    private readonly Channel<(string Method, JsonNode Message)> received = Channel.CreateUnbounded<(string, JsonNode)>();
}
