using NodaTime;

namespace Tongbi.Alerts.Rosters;

/// <summary>替班: somebody's word that one receiver is on duty in place of another for one shift. Kept for ever with who said so and why.</summary>
/// <param name="Id">Number, rising.</param>
/// <param name="Roster">Id of the receiver that is a roster.</param>
/// <param name="Shift">Day on which the shift begins.</param>
/// <param name="Planned">Who is on duty by the file. Where the file comes to name somebody else the word has no effect: the file is the base.</param>
/// <param name="Person">Id of the receiver who stands in.</param>
/// <param name="Note">Why.</param>
/// <param name="Author">Who said so.</param>
/// <param name="MadeAt">When.</param>
/// <param name="EndedBy">Who took it back or put another in its place; null while it holds.</param>
/// <param name="EndedAt">When that was.</param>
public sealed record StandIn(long Id, string Roster, LocalDate Shift, string Planned, string Person, string Note, string Author, Instant MadeAt, string? EndedBy = null, Instant? EndedAt = null);
