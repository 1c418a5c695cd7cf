using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Dashboard.Api;

namespace Tongbi.Dashboard.Screens;

/// <summary>A screen as administrators see it.</summary>
/// <param name="Id">Identifier of its device.</param>
/// <param name="Name">Where it hangs.</param>
/// <param name="Wall">Wall that its link opens.</param>
/// <param name="Unit">Unit that it may read; <c>*</c> = the topmost.</param>
/// <param name="State"><c>never live frozen gone</c>.</param>
/// <param name="Since">From when on it is frozen or gone.</param>
/// <param name="LastHeardAt">When it last told of itself.</param>
/// <param name="View">Wall on show.</param>
/// <param name="Visible">Whether the page can be seen.</param>
/// <param name="FrameP95Ms">Time from frame to frame that 95 of 100 keep to, milliseconds.</param>
/// <param name="HeapMb">Heap of the page's script, MiB.</param>
/// <param name="Nodes">Elements of the page.</param>
/// <param name="ServerVersion">Version that the page was loaded with.</param>
/// <param name="Version">Version of the data on show.</param>
/// <param name="SilentSeconds">Seconds since the page last heard from the server.</param>
/// <param name="Width">Width of the window in pixels.</param>
/// <param name="Height">Height of the window in pixels.</param>
/// <param name="Reloads">How often the page's own watchdog loaded it anew.</param>
/// <param name="Pages">How many pages show it: more than one = a token on two screens.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Url">Path that opens it, with its token; only in the answer that makes it.</param>
internal sealed record ScreenEntry(
    string Id,
    string Name,
    string Wall,
    string Unit,
    string State,
    string? Since,
    string? LastHeardAt,
    string? View,
    bool? Visible,
    double? FrameP95Ms,
    double? HeapMb,
    int? Nodes,
    string? ServerVersion,
    long? Version,
    int? SilentSeconds,
    int? Width,
    int? Height,
    int? Reloads,
    int Pages,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url = null)
{
    /// <summary>Makes the entry.</summary>
    public static ScreenEntry Of(ScreenStatus screen, Catalogue catalogue, string? url = null) => new(
        screen.Device.Id,
        screen.Device.ShownName,
        screen.Device.Wall,
        screen.Device.Unit,
        JsonNamingPolicy.CamelCase.ConvertName(screen.State.ToString()),
        Text(screen.Since, catalogue),
        Text(screen.HeardAt, catalogue),
        screen.Report?.View,
        screen.Report?.Visible,
        screen.Report?.FrameP95Ms,
        screen.Report?.HeapMb,
        screen.Report?.Nodes,
        screen.Report?.ServerVersion,
        screen.Report?.Version,
        screen.Report?.SilentSeconds,
        screen.Report?.Width,
        screen.Report?.Height,
        screen.Report?.Reloads,
        screen.Pages,
        screen.Device.CreatedAt,
        url);

    private static string? Text(Instant? instant, Catalogue catalogue) => instant is { } known ? OfficeTime.Text(known, catalogue) : null;
}
