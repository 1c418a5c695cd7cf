using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Routing;

namespace Tongbi.Alerts.Messages;

/// <summary>
/// The words of a message for people: level, what, where, the figures, threshold, data time, link. One text for all channels; each gives it
/// its own form. Nothing but codes, names from the catalogue and counts can stand in it.
/// </summary>
/// <param name="Title">One line.</param>
/// <param name="Paragraphs">One block of lines for each alert, then remarks.</param>
public sealed record MessageText(string Title, IReadOnlyList<IReadOnlyList<string>> Paragraphs)
{
    /// <summary>Makes the text.</summary>
    /// <param name="message">The message.</param>
    /// <param name="receiver">Whose language and profile count.</param>
    /// <param name="zone">The office's zone, for times.</param>
    /// <param name="maybeDuplicate">Whether an earlier attempt may have arrived.</param>
    /// <param name="simulated">Whether the data are simulated, which every message then says.</param>
    /// <param name="withFile">Whether the message's file is delivered with it; else the words say where it is.</param>
    public static MessageText Of(Notification message, Receiver receiver, DateTimeZone zone, bool maybeDuplicate, bool simulated, bool withFile = false)
    {
        MessageWords words = MessageWords.Of(receiver.Language);
        bool chinese = words.Language == "zh";
        string title = (simulated ? words["simulated"] : "") + Heading(message, words) + (maybeDuplicate ? words["maybeDuplicate"] : "");
        List<IReadOnlyList<string>> paragraphs = [];
        if (message.Note is not null)
        {
            // What a file is about may hold counts; what the program says of itself never does.
            paragraphs.Add([message.File is not null && receiver.Profile == MessageProfile.Outside ? words["outside"] : chinese ? message.Note : message.NoteEn ?? message.Note]);
        }

        if (message.File is { } file)
        {
            paragraphs.Add(FileLines(file, message.Link, withFile, words));
        }

        if (message.Reason is SendReason.Repeat or SendReason.Escalation)
        {
            paragraphs.Add([words[message.Reason == SendReason.Repeat ? "repeat" : "escalation"]]);
        }

        foreach (NotifiedAlert alert in message.Alerts)
        {
            paragraphs.Add(Lines(alert, receiver.Profile, words, zone, withName: message.Alerts.Count > 1));
        }

        if (message.Truncated > 0)
        {
            paragraphs.Add([words.Say("more", ("count", message.Truncated.ToString(CultureInfo.InvariantCulture)))]);
        }

        if (message.DigestOf > 1)
        {
            paragraphs.Add([words.Say("digest", ("messages", message.DigestOf.ToString(CultureInfo.InvariantCulture)))]);
        }

        return new MessageText(title, paragraphs);
    }

    /// <summary>Title and all lines, as plain text.</summary>
    public string Plain => string.Join("\n\n", Paragraphs.Select(lines => string.Join('\n', lines)).Prepend(Title));

    /// <summary>A time of the office, to the minute, with its offset only where it is asked for by the zone's rules.</summary>
    public static string Time(Instant instant, DateTimeZone zone) => TimePattern.Format(instant.InZone(zone).LocalDateTime);

    private static List<string> FileLines(AttachedFile file, string? link, bool withFile, MessageWords words)
    {
        List<string> lines = [words.Say(withFile ? "file" : "file.notCarried", ("name", file.Name))];
        if (link is not null)
        {
            lines.Add(words.Say("link", ("link", link)));
        }

        return lines;
    }

    private static string Heading(Notification message, MessageWords words)
    {
        if (message.Title is not null)
        {
            return words.Language == "zh" ? message.Title : message.TitleEn ?? message.Title;
        }

        if (message.Alerts.Count == 0)
        {
            return words["title.note"];
        }

        NotifiedAlert first = message.Alerts[0];
        string name = Name(first, words);
        string count = (message.Alerts.Count + message.Truncated).ToString(CultureInfo.InvariantCulture);
        string severity = words["severity." + first.Severity];
        string title = message switch
        {
            { DigestOf: > 1 } => words.Say("title.digest", ("count", count)),
            { Firing: false } => words.Say("title.resolved", ("name", name)),
            { Alerts.Count: 1 } => words.Say("title.one", ("severity", severity), ("name", name)),
            _ => words.Say("title.many", ("severity", severity), ("name", name), ("count", count)),
        };
        return message.Reason == SendReason.Escalation ? words.Say("title.escalation", ("title", title)) : title;
    }

    private static List<string> Lines(NotifiedAlert alert, MessageProfile profile, MessageWords words, DateTimeZone zone, bool withName)
    {
        bool chinese = words.Language == "zh";
        List<string> lines = [];
        if (withName)
        {
            lines.Add(alert.Firing ? words.Say("title.one", ("severity", words["severity." + alert.Severity]), ("name", Name(alert, words))) : words.Say("title.resolved", ("name", Name(alert, words))));
        }

        AlertPlace place = alert.Place;
        (string unit, string metric, string category) = chinese ? (place.Unit, place.Metric, place.Category) : (place.UnitEn, place.MetricEn, place.CategoryEn);
        lines.Add(category.Length == 0
            ? words.Say("place", ("unit", unit), ("metric", metric))
            : words.Say("place.category", ("unit", unit), ("metric", metric), ("category", category)));
        if (profile == MessageProfile.Full)
        {
            // One sentence of the evaluation's: period, figures, threshold, data time.
            lines.Add(chinese ? alert.Summary : alert.SummaryEn);
        }
        else
        {
            lines.Add(words["outside"]);
            if (alert.DataTime is { } dataTime)
            {
                lines.Add(words.Say("dataTime", ("time", Time(dataTime, zone))));
            }
        }

        lines.Add(words.Say("began", ("time", Time(alert.StartsAt, zone))));
        if (alert.EndsAt is { } ended)
        {
            lines.Add(words.Say("ended", ("time", Time(ended, zone))));
        }

        if (alert.AcknowledgeLink is { } acknowledge && alert.Firing)
        {
            lines.Add(words.Say("acknowledge", ("link", acknowledge)));
        }

        if (alert.Link is { } link)
        {
            lines.Add(words.Say("link", ("link", link)));
        }

        return lines;
    }

    private static string Name(NotifiedAlert alert, MessageWords words) => words.Language == "zh" ? alert.Name : alert.NameEn;

    private static readonly LocalDateTimePattern TimePattern = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");
}
