using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Notify;

/// <summary>Reads one channel; which keys it knows depends on its kind.</summary>
internal sealed class ChannelReader(YamlMap map, string id, SmtpSettings? smtp)
{
    public ChannelSettings Read()
    {
        ChannelKind? kind = map.RequiredChoice("kind", Kinds);
        ChannelSettings channel = new() { Id = id, Kind = kind ?? ChannelKind.File };
        channel = kind switch
        {
            ChannelKind.Email => Email(channel),
            ChannelKind.File => channel with { Folder = map.RequiredString("folder"), HonoursIdempotencyKey = true },
            ChannelKind.Wall => channel with { Walls = Texts("walls"), HonoursIdempotencyKey = true },
            ChannelKind.Sms => Sms(channel),
            ChannelKind.DingTalk or ChannelKind.Feishu => Http(channel) with { Secret = SecretText.Optional(map, "secret"), Mentions = Texts("mentions") },
            ChannelKind.WeCom => Http(channel) with { Mentions = Texts("mentions") },
            ChannelKind.Webhook => Http(channel) with { Headers = Headers(), HonoursIdempotencyKey = map.OptionalBool("idempotent") ?? true },
            ChannelKind.Alertmanager => Http(channel) with { Headers = Headers(), HonoursIdempotencyKey = true },
            _ => channel,
        };
        if (kind is not null)
        {
            map.RefuseUnread();
        }

        return channel;
    }

    private ChannelSettings Email(ChannelSettings channel)
    {
        if (smtp is null)
        {
            map.Report("kind", "a mail channel needs the mail server; add smtp: { host, port, from } at the top of the file.");
        }

        string[] to = [.. map.RequiredStrings("to").Select(text => text.Value)];
        foreach (string address in to.Where(address => !IsAddress(address)))
        {
            map.Report("to", $"to '{address}' is not a mail address; write e.g. duty@example.");
        }

        return channel with { To = to };
    }

    private static bool IsAddress(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and int at && at < text.Length - 1 && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '<' or '>' or ',');

    private ChannelSettings Sms(ChannelSettings channel)
    {
        SuccessTest? success = null;
        if (map.OptionalString("success") is { } expression)
        {
            success = SuccessTest.TryParse(expression);
            if (success is null)
            {
                map.Report("success", $"success '{expression}' is no test of an answer; write e.g. \"$.code == '00000'\".");
            }
        }

        string? body = map.OptionalString("body");
        string? url = map.OptionalString("url");
        if (body?.Contains("{text}", StringComparison.Ordinal) != true && url?.Contains("{text}", StringComparison.Ordinal) != true)
        {
            map.Report("body", "neither body nor url holds {text}, so the message would be lost; put it where the gateway expects the text.");
        }

        return Http(channel) with
        {
            Method = map.OptionalWord("method", ["POST", "GET", "PUT"]) ?? "POST",
            Body = body,
            ContentType = map.OptionalString("contentType") ?? "application/json",
            Headers = Headers(),
            Success = success,
            To = [.. map.RequiredStrings("to").Select(text => text.Value)],
            Secret = SecretText.Optional(map, "secret"),
        };
    }

    private ChannelSettings Http(ChannelSettings channel)
    {
        string? text = map.RequiredString("url");
        if (text is null)
        {
            return channel;
        }

        // A robot's address holds its key: it may be named by reference as a whole, and is never repeated in a message.
        if (SecretText.TryParse(text) is not null)
        {
            return channel with { UrlSecret = SecretText.TryParse(text) };
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https"))
        {
            map.Report("url", "url is no web address; write it whole, e.g. \"https://host/path?key=…\", or as env:NAME or file:PATH.");
            return channel;
        }

        return channel with { Url = url };
    }

    private Dictionary<string, SecretOrText> Headers()
    {
        Dictionary<string, SecretOrText> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (YamlEntry entry in map.OptionalMap("headers")?.Entries ?? [])
        {
            if (entry.Value is YamlText { IsNull: false } value && !value.Value.AsSpan().ContainsAny('\r', '\n') && entry.Key.Value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            {
                headers[entry.Key.Value] = new SecretOrText(value.Value);
            }
            else
            {
                map.Mistakes.Add(entry.Key, $"header '{entry.Key.Value}' is not a name with a one-line value; write e.g. Authorization: \"env:GATEWAY_TOKEN\".");
            }
        }

        return headers;
    }

    private IReadOnlyList<string> Texts(string key) => [.. map.OptionalStrings(key).Select(text => text.Value)];

    private static readonly Dictionary<string, ChannelKind> Kinds = new(StringComparer.Ordinal)
    {
        ["webhook"] = ChannelKind.Webhook,
        ["wecom"] = ChannelKind.WeCom,
        ["dingtalk"] = ChannelKind.DingTalk,
        ["feishu"] = ChannelKind.Feishu,
        ["alertmanager"] = ChannelKind.Alertmanager,
        ["email"] = ChannelKind.Email,
        ["sms"] = ChannelKind.Sms,
        ["file"] = ChannelKind.File,
        ["wall"] = ChannelKind.Wall,
    };
}
