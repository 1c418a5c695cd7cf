using NodaTime;

namespace Tongbi.Alerts.Notify;

/// <summary>
/// 值班表: who is on duty. Shifts last whole days and change at one time of day; receivers take turns from a first day on, and single days may
/// name somebody else.
/// </summary>
/// <param name="ShiftStart">Time of day at which shifts change, in the office's zone; 08:00 by default.</param>
/// <param name="First">Day on which the first receiver's first shift begins.</param>
/// <param name="ShiftDays">Days that a shift lasts.</param>
/// <param name="Rotation">Ids of the receivers in turn; may be empty where every day is named.</param>
/// <param name="Days">Receiver of single days, which goes before the rotation. A day is that on which its shift begins.</param>
public sealed record Roster(LocalTime ShiftStart, LocalDate First, int ShiftDays, IReadOnlyList<string> Rotation, IReadOnlyDictionary<LocalDate, string> Days)
{
    /// <summary>Day on which the shift of a local time began.</summary>
    public LocalDate ShiftOf(LocalDateTime now) => now.TimeOfDay < ShiftStart ? now.Date.PlusDays(-1) : now.Date;

    /// <summary>Id of the receiver on duty at a local time; null if nobody is.</summary>
    public string? OnDuty(LocalDateTime now) => OnDuty(ShiftOf(now));

    /// <summary>Id of the receiver on duty in the shift that begins on a day; null if nobody is.</summary>
    public string? OnDuty(LocalDate day)
    {
        if (Days.TryGetValue(day, out string? named))
        {
            return named;
        }

        int days = Period.DaysBetween(First, day);
        return Rotation.Count == 0 || days < 0 ? null : Rotation[days / ShiftDays % Rotation.Count];
    }

    /// <summary>Every receiver that it names.</summary>
    public IEnumerable<string> Named => Rotation.Concat(Days.Values);
}
