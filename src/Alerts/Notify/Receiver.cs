namespace Tongbi.Alerts.Notify;

/// <summary>Somebody who is told: a person, a group, or a post that a roster fills.</summary>
/// <param name="Id">Id.</param>
/// <param name="Channels">Ways by which the receiver is reached, all of them.</param>
/// <param name="Roster">Who is on duty, where the receiver is a post; it has no channels of its own then.</param>
/// <param name="PerHour">Most messages in an hour on each channel; more are held and come together as one digest. Null is no cap.</param>
/// <param name="Quiet">Hours in which messages are held back and come as one digest afterwards, or null.</param>
/// <param name="Profile">How much the messages say.</param>
/// <param name="Language">Language of the messages, <c>zh</c> or <c>en</c>.</param>
public sealed record Receiver(
    string Id,
    IReadOnlyList<ChannelSettings> Channels,
    Roster? Roster,
    int? PerHour,
    QuietHours? Quiet,
    MessageProfile Profile,
    string Language);
