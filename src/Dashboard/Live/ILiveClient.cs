namespace Tongbi.Dashboard.Live;

/// <summary>What the server calls on a screen; the shapes are described in <c>docs/formats/live.md</c>.</summary>
public interface ILiveClient
{
    /// <summary>Everything the view shows.</summary>
    Task Snapshot(EncodedMessage snapshot);

    /// <summary>The figures and curves that changed.</summary>
    Task Update(EncodedMessage update);

    /// <summary>A source whose state or times moved.</summary>
    Task SourceChanged(EncodedMessage source);

    /// <summary>An alert that fired, changed or ended.</summary>
    Task AlertChanged(EncodedMessage alert);

    /// <summary>A sign of life, with the version that the screen should be at.</summary>
    Task Heartbeat(EncodedMessage heartbeat);
}
