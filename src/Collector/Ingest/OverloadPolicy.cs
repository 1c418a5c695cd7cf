namespace Tongbi.Collector.Ingest;

/// <summary>What becomes of a request that finds all turns taken.</summary>
public enum OverloadPolicy
{
    /// <summary>It waits in its sender's bounded queue and is refused where that is full: for senders that can come back later.</summary>
    Refuse,

    /// <summary>
    /// It waits for its turn however long that takes and is never refused: back-pressure, for ways in inside this process (files, pulls), which
    /// read on only when they are served. Such a way sends one request after another, so it is its own bound.
    /// </summary>
    Wait,
}
