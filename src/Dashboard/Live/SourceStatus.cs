namespace Tongbi.Dashboard.Live;

/// <summary>A source as screens show it.</summary>
/// <param name="Id">Source id.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="State"><c>live late silent failed never</c>.</param>
/// <param name="LastSuccessAt">Last successful delivery, RFC 3339 with the office's offset; null if never.</param>
/// <param name="LastRecordAt">Latest time of occurrence received; null if none.</param>
/// <param name="AgeSeconds">Whole seconds since the last success, at the time of the message; null if never.</param>
/// <param name="LateAfterSeconds">Age from which the source is late, so that a screen can tell between two messages.</param>
public sealed record SourceStatus(
    string Id,
    string Name,
    string NameEn,
    string State,
    string? LastSuccessAt,
    string? LastRecordAt,
    long? AgeSeconds,
    long LateAfterSeconds);
