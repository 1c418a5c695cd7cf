using NodaTime;
using NodaTime.Text;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Notify;

/// <summary>Reads the mail server and the receivers.</summary>
internal static class ReceiverReader
{
    public static SmtpSettings Smtp(YamlMap map)
    {
        SmtpTls tls = map.OptionalChoice("tls", TlsWords) ?? SmtpTls.StartTls;
        int port = map.OptionalInt("port", 1, 65535) ?? tls switch { SmtpTls.None => 25, SmtpTls.StartTls => 587, _ => 465 };
        SmtpSettings smtp = new(map.RequiredString("host") ?? "", port, tls, map.RequiredString("from") ?? "", map.OptionalString("user"), SecretText.Optional(map, "password"));
        if (smtp.User is not null && smtp.Password is null)
        {
            map.Report("user", $"user '{smtp.User}' has no password; add e.g. password: \"env:SMTP_PASSWORD\".");
        }

        map.RefuseUnread();
        return smtp;
    }

    public static IReadOnlyDictionary<string, Receiver> Receivers(YamlMap root, SmtpSettings? smtp)
    {
        Dictionary<string, Receiver> receivers = new(StringComparer.Ordinal);
        List<(YamlMap Map, Receiver Receiver)> posts = [];
        foreach (YamlMap map in root.OptionalMaps("receivers").Take(NotifyReader.MaximumEntries))
        {
            string id = map.RequiredString("id") ?? "";
            Roster? roster = map.OptionalMap("roster") is { } table ? ReadRoster(table) : null;
            List<ChannelSettings> channels = [];
            foreach (YamlMap channel in roster is null ? map.RequiredMaps("channels") : map.OptionalMaps("channels"))
            {
                channels.Add(new ChannelReader(channel, $"{id}/{channels.Count}", smtp).Read());
            }

            if (roster is not null && channels.Count > 0)
            {
                map.Report("channels", $"receiver '{id}' has a roster and channels; give the channels to the receivers that the roster names.");
            }

            Receiver receiver = new(
                id,
                channels,
                roster,
                map.OptionalInt("perHour", 1, 10_000),
                map.OptionalMap("quiet") is { } quiet ? ReadQuiet(quiet) : null,
                map.OptionalChoice("profile", Profiles) ?? MessageProfile.Full,
                map.OptionalWord("lang", ["zh", "en"]) ?? "zh");
            if (id.Length > 0 && !receivers.TryAdd(id, receiver))
            {
                map.Report("id", $"receiver id '{id}' is used twice; give each its own.");
            }

            posts.Add((map, receiver));
            map.RefuseUnread();
        }

        foreach ((YamlMap map, Receiver receiver) in posts.Where(post => post.Receiver.Roster is not null))
        {
            CheckRoster(map, receiver, receivers);
        }

        return receivers;
    }

    private static Roster ReadRoster(YamlMap map)
    {
        Dictionary<LocalDate, string> days = [];
        if (map.OptionalMap("days") is { } named)
        {
            foreach (YamlEntry entry in named.Entries)
            {
                ParseResult<LocalDate> date = LocalDatePattern.Iso.Parse(entry.Key.Value);
                if (!date.Success)
                {
                    map.Mistakes.Add(entry.Key, $"days '{entry.Key.Value}' is not a date; write e.g. 2026-02-15.");
                }
                else if (entry.Value is YamlText { IsNull: false } id)
                {
                    days[date.Value] = id.Value;
                }
                else
                {
                    map.Mistakes.Add(entry.Value, $"days {entry.Key.Value} names no receiver; write its id.");
                }
            }
        }

        string[] rotation = [.. map.OptionalStrings("rotation").Select(text => text.Value)];
        LocalDate first = rotation.Length > 0 ? map.RequiredDate("first") ?? default : map.OptionalDate("first") ?? default;
        if (rotation.Length == 0 && days.Count == 0)
        {
            map.Report("rotation", "the roster names nobody; give it a rotation or days.");
        }

        Roster roster = new(map.OptionalTime("shiftStart") ?? new LocalTime(8, 0), first, map.OptionalInt("shiftDays", 1, 366) ?? 1, rotation, days);
        map.RefuseUnread();
        return roster;
    }

    private static QuietHours ReadQuiet(YamlMap map)
    {
        QuietHours quiet = new(MuteReader.Times(map, "times"), map.Has("except") ? MuteReader.Words(map, "except", MuteReader.Severities) : ["red"]);
        if (quiet.Times.Count == 0)
        {
            map.Report("times", "the quiet hours say no times; write e.g. [ \"22:00-07:00\" ].");
        }

        map.RefuseUnread();
        return quiet;
    }

    private static void CheckRoster(YamlMap map, Receiver receiver, Dictionary<string, Receiver> receivers)
    {
        foreach (string name in receiver.Roster!.Named.Distinct()) // not null: the caller takes posts only
        {
            if (!receivers.ContainsKey(name))
            {
                map.Report("roster", $"the roster of '{receiver.Id}' names '{name}', which is not among the receivers; add it there.");
            }
        }

        HashSet<string> seen = [];
        Queue<string> open = new([receiver.Id]);
        while (open.TryDequeue(out string? id))
        {
            foreach (string next in receivers.GetValueOrDefault(id)?.Roster?.Named ?? [])
            {
                if (next == receiver.Id)
                {
                    map.Report("roster", $"the roster of '{receiver.Id}' leads back to itself; name receivers with channels.");
                    return;
                }

                if (seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }
    }

    private static readonly Dictionary<string, SmtpTls> TlsWords = new(StringComparer.Ordinal) { ["none"] = SmtpTls.None, ["starttls"] = SmtpTls.StartTls, ["tls"] = SmtpTls.Tls };
    private static readonly Dictionary<string, MessageProfile> Profiles = new(StringComparer.Ordinal) { ["full"] = MessageProfile.Full, ["outside"] = MessageProfile.Outside };
}
