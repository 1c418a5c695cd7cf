using NodaTime;
using Tongbi.Alerts.Delivery;

namespace Tongbi.Dashboard.Screens;

/// <summary>Tells the watchdog of screens that froze or left; it tells people, once each until the screen is well again.</summary>
internal sealed class ScreenWatch(ScreenBook screens, TimeProvider time) : IWatchedPart
{
    /// <summary>A page that loads itself anew, or a computer that is started again, is away for less.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(2);

    /// <inheritdoc/>
    public IReadOnlyList<WatchedTrouble> Troubles(Instant now) =>
    [
        .. screens.Look(now)
            .Where(screen => screen is { State: ScreenState.Frozen or ScreenState.Gone, Since: not null })
            .Where(screen => now - screen.Since >= Patience && now - startedAt >= Patience)
            .Where(screen => screen.Report is not null || now - screen.Since < ScreenBook.MissedAfterStart)
            .Select(screen => new WatchedTrouble(
                "screen:" + screen.Device.Id,
                words => words.Say(screen.State == ScreenState.Frozen ? "watchdog.screenFrozen" : "watchdog.screenGone", ("screen", screen.Device.ShownName), ("wall", screen.Device.Wall)))),
    ];

    private readonly Instant startedAt = Instant.FromDateTimeOffset(time.GetUtcNow());
}
