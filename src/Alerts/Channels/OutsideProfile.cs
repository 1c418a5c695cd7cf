using Tongbi.Alerts.Messages;

namespace Tongbi.Alerts.Channels;

/// <summary>A message without counts, for machines outside the network: what the text's profile leaves out, the fields leave out too.</summary>
internal static class OutsideProfile
{
    public static Notification Of(Notification message) => message with
    {
        // The words with a file may hold counts; the title and the link do not.
        Note = message.File is null ? message.Note : message.Title,
        NoteEn = message.File is null ? message.NoteEn : message.TitleEn,
        Alerts = [.. message.Alerts.Select(alert => alert with { Summary = alert.Name, SummaryEn = alert.NameEn, Value = null, Current = null, Base = null, Rate = null, Threshold = null })],
    };
}
