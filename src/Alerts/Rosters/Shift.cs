using NodaTime;

namespace Tongbi.Alerts.Rosters;

/// <summary>One shift of a roster and who has it.</summary>
/// <param name="Day">Day on which it begins.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends, excluded.</param>
/// <param name="Planned">Who has it by the file; null if nobody.</param>
/// <param name="OnDuty">Who has it: whoever stands in, else who is planned.</param>
/// <param name="StandIn">The word by which somebody stands in, also where it has no effect; null if there is none.</param>
public sealed record Shift(LocalDate Day, Instant From, Instant To, string? Planned, string? OnDuty, StandIn? StandIn)
{
    /// <summary>Whether <see cref="StandIn"/> has come to nothing: the file names another person now, or no longer knows who stands in.</summary>
    public bool IsOverruled => StandIn is { } word && OnDuty != word.Person;
}
