using System.Diagnostics.Metrics;
using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Evaluation;
using Tongbi.Alerts.Incidents;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Counts;
using Tongbi.Collector.Ledger;
using Tongbi.Collector.Publishing;
using Tongbi.Collector.Sources.Health;
using Tongbi.Dashboard.Live;

namespace Tongbi.Dashboard.Operations;

/// <summary>
/// What the program tells of itself to whoever watches it. Everything is read when it is asked for, from what the program knows anyway: the
/// paths of records and figures carry no counters of ours. Labels are catalogue codes and words, so there are few series.
/// </summary>
public sealed class TongbiMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Tongbi";

    /// <summary>Registers the instruments.</summary>
    public TongbiMeter(IMeterFactory meters, ILedger ledger, ICountCube cube, ICatalogueSource catalogues, SourceFaults faults, AlertStore alerts, AlertEngine engine, OutboxWatch outbox, LiveConnections screens, PublishingService publishing, Readiness readiness, TimeProvider time)
    {
        this.ledger = ledger;
        this.catalogues = catalogues;
        this.faults = faults;
        this.alerts = alerts;
        this.publishing = publishing;
        clock = time.ToClock();
        meter = meters.Create(new MeterOptions(Name));
        meter.CreateObservableGauge("tongbi.ready", () => readiness.HasStarted && cube.IsAvailable ? 1 : 0, null, "1 if figures can be served.");
        meter.CreateObservableGauge("tongbi.ledger.version", () => ledger.Version, null, "Version of the data set on disk.");
        meter.CreateObservableGauge("tongbi.cube.version", () => cube.Version, null, "Version that figures are answered from.");
        meter.CreateObservableGauge("tongbi.cube.lag", () => Math.Max(0, ledger.Version - cube.Version), "{version}", "Versions on disk that are not in the figures yet.");
        meter.CreateObservableGauge("tongbi.source.lag", Lags, "s", "Age of each source's last success; absent if it never had one.");
        meter.CreateObservableGauge("tongbi.source.state", States, null, "1 for the state that each source is in.");
        meter.CreateObservableCounter("tongbi.source.accepted", () => BySource(activity => activity.Accepted), "{record}", "Good records of each source, since the first.");
        meter.CreateObservableCounter("tongbi.source.rejected", () => BySource(activity => activity.Rejected), "{record}", "Refused records of each source, since the first.");
        meter.CreateObservableGauge("tongbi.alerts", AlertsBySeverity, "{alert}", "Open alerts by state and severity.");
        meter.CreateObservableGauge("tongbi.alerts.evaluation.age", () => Age(engine.EvaluatedAt), "s", "Since rules were last evaluated; absent before the first time.");
        meter.CreateObservableGauge("tongbi.outbox.waiting", () => outbox.Now().Waiting, "{message}", "Messages that wait to be delivered.");
        meter.CreateObservableGauge("tongbi.outbox.oldest", () => Age(outbox.Now().Oldest), "s", "Age of the oldest message that waits and was not held back on purpose; absent if none does.");
        meter.CreateObservableGauge("tongbi.outbox.dead", () => outbox.Now().Dead, "{message}", "Messages that were given up in the last day.");
        meter.CreateObservableGauge("tongbi.publish.lag", PublishLags, "s", "Age of the oldest change that each target of publish.yaml does not have yet; 0 if it has all.");
        meter.CreateObservableGauge("tongbi.publish.failing", () => ByTarget(report => IsFailing(report) || report.Marks is { } alerts && IsFailing(alerts) ? 1 : 0), null, "1 if what was sent to the target last was not taken.");
        meter.CreateObservableCounter("tongbi.publish.refused", () => ByTarget(report => report.Refused + (report.Marks?.Refused ?? 0)), "{point}", "Points or figures that each target refused for good.");
        meter.CreateObservableGauge("tongbi.screens", () => screens.Count, "{screen}", "Screens that are connected.");
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<double>> Lags()
    {
        Instant now = clock.GetCurrentInstant();
        foreach (SourceSystem source in catalogues.Current.Sources)
        {
            if (ledger.Activity.GetValueOrDefault(source.Id)?.LastSuccessAt is { } success)
            {
                yield return new Measurement<double>(Math.Max(0, (now - success).TotalSeconds), Tag("source", source.Id));
            }
        }
    }

    private IEnumerable<Measurement<int>> States()
    {
        Instant now = clock.GetCurrentInstant();
        foreach (SourceSystem source in catalogues.Current.Sources)
        {
            SourceState state = SourceHealth.Of(source, ledger.Activity.GetValueOrDefault(source.Id), faults.Find(source.Id), now).State;
            foreach (SourceState each in Enum.GetValues<SourceState>())
            {
                yield return new Measurement<int>(each == state ? 1 : 0, Tag("source", source.Id), Tag("state", JsonNamingPolicy.CamelCase.ConvertName(each.ToString())));
            }
        }
    }

    private IEnumerable<Measurement<long>> BySource(Func<SourceActivity, long> count) =>
        catalogues.Current.Sources.Where(source => ledger.Activity.ContainsKey(source.Id)).Select(source => new Measurement<long>(count(ledger.Activity[source.Id]), Tag("source", source.Id)));

    private IEnumerable<Measurement<int>> AlertsBySeverity()
    {
        ILookup<(AlertState, Severity), Alert> open = alerts.OpenAlerts.Values.ToLookup(alert => (alert.State, alert.Severity));
        foreach (AlertState state in new[] { AlertState.Pending, AlertState.Firing })
        {
            foreach (Severity severity in Enum.GetValues<Severity>())
            {
                yield return new Measurement<int>(open[(state, severity)].Count(), Tag("state", JsonNamingPolicy.CamelCase.ConvertName(state.ToString())), Tag("severity", severity.Word()));
            }
        }
    }

    private IEnumerable<Measurement<double>> Age(Instant? since) =>
        since is { } known ? [new Measurement<double>(Math.Max(0, (clock.GetCurrentInstant() - known).TotalSeconds))] : [];

    private IEnumerable<Measurement<double>> PublishLags()
    {
        Instant now = clock.GetCurrentInstant();
        return publishing.Reports.Select(report => new Measurement<double>(
            new[] { report.WaitingSince, report.Marks?.WaitingSince }.Max(since => since is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0),
            Tag("target", report.Target.Id)));
    }

    private IEnumerable<Measurement<long>> ByTarget(Func<TargetReport, long> value) =>
        publishing.Reports.Select(report => new Measurement<long>(value(report), Tag("target", report.Target.Id)));

    private static bool IsFailing(TargetReport report) => report.State is PublishState.Retrying or PublishState.Unauthorized or PublishState.Blocked;

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private readonly ILedger ledger;
    private readonly ICatalogueSource catalogues;
    private readonly SourceFaults faults;
    private readonly AlertStore alerts;
    private readonly PublishingService publishing;
    private readonly IClock clock;
    private readonly Meter meter;
}
