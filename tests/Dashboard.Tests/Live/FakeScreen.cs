using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Tongbi.Dashboard.Live;

namespace Tongbi.Dashboard.Tests.Live;

/// <summary>The far end of one connection: applies what it is sent as a browser would, and can stop taking messages.</summary>
internal sealed class FakeScreen : HubCallerContext, ILiveClient
{
    private TaskCompletionSource taking = Taken();

    public Dictionary<string, string> Shown { get; } = [];

    public Dictionary<string, string> Sources { get; } = [];

    public long Version { get; private set; }

    public int Messages { get; private set; }

    public bool IsAborted { get; private set; }

    public override string ConnectionId { get; } = "screen";

    public override string? UserIdentifier => null;

    public override ClaimsPrincipal? User => null;

    public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override CancellationToken ConnectionAborted => CancellationToken.None;

    public override void Abort() => IsAborted = true;

    public void StopTaking()
    {
        if (taking.Task.IsCompleted)
        {
            taking = new TaskCompletionSource();
        }
    }

    public void TakeAgain() => taking.TrySetResult();

    public Task Snapshot(EncodedMessage snapshot)
    {
        Shown.Clear();
        Sources.Clear();
        JsonNode message = Apply(snapshot);
        foreach (JsonNode? source in message["sources"]!.AsArray())
        {
            Sources[(string)source!["id"]!] = (string)source["state"]!;
        }

        return taking.Task;
    }

    public Task Update(EncodedMessage update)
    {
        Apply(update);
        return taking.Task;
    }

    public Task SourceChanged(EncodedMessage source)
    {
        JsonNode message = JsonNode.Parse(source.Json.Span)!;
        Sources[(string)message["id"]!] = (string)message["state"]!;
        return taking.Task;
    }

    public Task AlertChanged(EncodedMessage alert) => taking.Task;

    public Task Heartbeat(EncodedMessage heartbeat)
    {
        Version = (long)JsonNode.Parse(heartbeat.Json.Span)!["version"]!;
        return taking.Task;
    }

    private JsonNode Apply(EncodedMessage encoded)
    {
        Messages++;
        JsonNode message = JsonNode.Parse(encoded.Json.Span)!;
        Version = (long)message["version"]!;
        foreach (JsonNode? figure in message["figures"]!.AsArray())
        {
            Shown[$"{figure!["metric"]}|{figure["unit"]}|{figure["category"]}|{figure["key"]}|{figure["period"]!["name"]}"] = figure.ToJsonString();
        }

        foreach (JsonNode? curve in message["curves"]!.AsArray())
        {
            Shown[$"{curve!["panel"]}|{curve["name"]}"] = curve.ToJsonString();
        }

        return message;
    }

    private static TaskCompletionSource Taken()
    {
        TaskCompletionSource done = new();
        done.SetResult();
        return done;
    }
}
