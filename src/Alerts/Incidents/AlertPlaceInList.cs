using System.Globalization;
using NodaTime;

namespace Tongbi.Alerts.Incidents;

/// <summary>Where an alert stands in the list of all, the latest to start first: what a page ends with and the next begins after.</summary>
/// <param name="StartsAt">When it started.</param>
/// <param name="Id">Its id.</param>
public sealed record AlertPlaceInList(Instant StartsAt, string Id)
{
    /// <summary>The place of an alert.</summary>
    public static AlertPlaceInList Of(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return new AlertPlaceInList(alert.StartsAt, alert.Id);
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null if it is something else.</summary>
    public static AlertPlaceInList? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('-') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out long at) && at <= Instant.MaxValue.ToUnixTimeTicks()
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new AlertPlaceInList(Instant.FromUnixTimeTicks(at), id)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartsAt.ToUnixTimeTicks()}-{Id}");
}
