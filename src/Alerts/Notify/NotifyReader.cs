using NodaTime;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;

namespace Tongbi.Alerts.Notify;

/// <summary>Reads <c>notify.yaml</c> strictly: every mistake is told at its place, and names that lead nowhere are mistakes.</summary>
public static class NotifyReader
{
    /// <summary>Most receivers, and most routes.</summary>
    public const int MaximumEntries = 1_000;

    /// <summary>Reads the file; without one nobody is told.</summary>
    /// <exception cref="ConfigurationException">The file has mistakes.</exception>
    public static NotifySettings Parse(IReadOnlyList<ConfigurationText> texts, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        DateTimeZone zone = catalogue.Calendar.Zone;
        if (texts is not [{ } text])
        {
            return NotifySettings.Nobody with { Zone = zone };
        }

        MistakeList mistakes = new(text.Path);
        YamlMap? root = StrictYaml.Parse(text.Text, mistakes);
        NotifySettings settings = root is null ? NotifySettings.Nobody : Read(root, zone);
        root?.RefuseUnread();
        mistakes.ThrowIfAny();
        return settings;
    }

    private static NotifySettings Read(YamlMap root, DateTimeZone zone)
    {
        SmtpSettings? smtp = root.OptionalMap("smtp") is { } mail ? ReceiverReader.Smtp(mail) : null;
        IReadOnlyDictionary<string, Receiver> receivers = ReceiverReader.Receivers(root, smtp);
        RouteReader routes = new(receivers);
        Uri? publicUrl = null;
        if (root.OptionalString("publicUrl") is { } address && !(Uri.TryCreate(address, UriKind.Absolute, out publicUrl) && publicUrl.Scheme is "http" or "https"))
        {
            root.Report("publicUrl", $"publicUrl '{address}' is no web address; write e.g. \"https://tongbi.example\".");
        }

        return new NotifySettings
        {
            Zone = zone,
            Smtp = smtp,
            Receivers = receivers,
            Route = root.OptionalMap("route") is { } route ? routes.Route(route, parent: null, "0") : null,
            Inhibit = RouteReader.Inhibit(root),
            Escalation = routes.Escalation(root),
            Mute = MuteReader.Windows(root),
            Heartbeat = root.OptionalMap("heartbeat") is { } heartbeat ? routes.Heartbeat(heartbeat) : null,
            WatchdogReceiver = root.OptionalMap("watchdog") is { } watchdog ? routes.Watchdog(watchdog) : null,
            PublicUrl = publicUrl,
        };
    }
}
