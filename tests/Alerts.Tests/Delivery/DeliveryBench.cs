using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using Tongbi.Alerts.Channels;
using Tongbi.Alerts.Channels.Wall;
using Tongbi.Alerts.Delivery;
using Tongbi.Alerts.Incidents;
using Tongbi.Alerts.Notify;
using Tongbi.Alerts.Rosters;
using Tongbi.Alerts.Silences;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Delivery;

/// <summary>
/// Delivery over a real file with a clock that tests move. Can be killed at any time: <see cref="Restart"/> throws all objects away and opens
/// the file again.
/// </summary>
internal sealed class DeliveryBench : IDisposable
{
    public DeliveryBench(string notify, HttpMessageInvoker? http = null, FakeTimeProvider? time = null, IAlertChart? chart = null, IWallScreens? screens = null)
    {
        this.chart = chart ?? new NoChart();
        this.screens = screens ?? new NoScreens();
        this.http = http ?? new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
        Time = time ?? new FakeTimeProvider(Some.Morning.ToDateTimeOffset());
        Settings = Parse(notify);
        Directory.CreateDirectory(folder.Path);
        Open();
    }

    public FakeTimeProvider Time { get; }

    public Instant Now => Time.ToClock().GetCurrentInstant();

    public NotifySettings Settings { get; set; }

    public AlertStore Store { get; private set; } = null!; // Open sets it

    public SilenceBook Silences { get; private set; } = null!; // Open sets it

    public RosterBook Rosters { get; private set; } = null!; // Open sets it

    public FilePost Files { get; private set; } = null!; // Open sets it

    public GroupDispatcher Dispatcher { get; private set; } = null!; // Open sets it

    public DeliveryWorker Worker { get; private set; } = null!; // Open sets it

    public Watchdog Watchdog { get; private set; } = null!; // Open sets it

    /// <summary>What the watchdog looks after besides.</summary>
    public List<IWatchedPart> WatchedParts { get; } = [];

    /// <summary>Thrown by the sink in a transition's transaction while it is set.</summary>
    public Exception? SinkFailure { get; set; }

    public string FolderPath => folder.Path;

    public static NotifySettings Parse(string notify) => NotifyReader.Parse([new ConfigurationText("notify.yaml", notify)], SomeCatalogue.Small);

    /// <summary>As if the process had been killed and started again.</summary>
    public int Restart()
    {
        Store.Dispose();
        Open();
        int recovered = Worker.Recover();
        Dispatcher.Regroup(Now);
        return recovered;
    }

    /// <summary>Moves the clock, deciding and telling whatever comes due, minute by minute.</summary>
    public async Task PassAsync(Duration span, Duration? step = null)
    {
        Duration one = step ?? Duration.FromMinutes(1);
        for (Duration passed = Duration.Zero; passed < span; passed += one)
        {
            Time.Advance(one.ToTimeSpan());
            await TurnAsync();
        }
    }

    public async Task TurnAsync()
    {
        Dispatcher.Turn(Now);
        await Worker.TurnAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>An alert begins to fire now.</summary>
    public Alert Fire(string rule = "vice-yoy", string unit = "PS01", Severity severity = Severity.Red, string statistic = "rate", string metric = "incident.vice_lead") =>
        FireAll([Some.Alert(rule, unit, severity, statistic, metric)])[0];

    /// <summary>Alerts begin to fire in one evaluation.</summary>
    public IReadOnlyList<Alert> FireAll(IEnumerable<Alert> alerts) => Store.Write(session => alerts.Select(alert => session.Add(new AlertTransition
    {
        Alert = alert with { StartsAt = Now, ActiveAt = Now, ChangedAt = Now },
        Kind = TransitionKind.Fired,
        At = Now,
        Reason = "threshold",
    }).Alert).ToList());

    /// <summary>An alert takes a step.</summary>
    public Alert Step(Alert alert, TransitionKind kind, Func<Alert, Alert> change) => Store.Write(session =>
    {
        Alert next = change(alert) with { Sequence = alert.Sequence + 1, ChangedAt = Now };
        return session.Add(new AlertTransition
        {
            Alert = next with { Worst = next.Severity > alert.Worst ? next.Severity : alert.Worst },
            Kind = kind,
            FromState = alert.State,
            FromSeverity = alert.Severity,
            FromWorst = alert.Worst,
            At = Now,
            Reason = "threshold",
        });
    }).Alert;

    public Alert Resolve(Alert alert) => Step(alert, TransitionKind.Resolved, one => one with { State = AlertState.Resolved, EndsAt = Now });

    public Alert Acknowledge(Alert alert) => Step(alert, TransitionKind.Acknowledged, one => one with { AcknowledgedBy = "wang", AcknowledgedAt = Now });

    public Alert Change(Alert alert, Severity severity) => Step(alert, severity > alert.Severity ? TransitionKind.Raised : TransitionKind.Lowered, one => one with { Labels = one.Labels with { Severity = severity } });

    public IReadOnlyList<OutboxRow> Outbox() => Store.Read(connection => Sql.Query(connection, null, OutboxTable.Select + "ORDER BY id", OutboxTable.Read));

    public void Dispose()
    {
        Store.Dispose();
        http.Dispose();
        folder.Dispose();
    }

    private void Open()
    {
        FixedCatalogue catalogues = new();
        TransitionRouter router = new(() => Settings, catalogues);
        Store = AlertStore.Open(Path.Combine(folder.Path, "alerts.db"), [new DeliverySchema()], [router, new FailingSink(this)]);
        Silences = new SilenceBook(Store, Time.ToClock());
        Rosters = new RosterBook(Store, Time.ToClock());
        Files = new FilePost(Store, () => Settings, Rosters, Time.ToClock());
        Dispatcher = new GroupDispatcher(Store, () => Settings, Silences, catalogues, router, Rosters);
        Worker = new DeliveryWorker(Store, () => Settings, new ChannelSet(http, () => Settings, folder.Path, screens, Time), new AcknowledgeLinks(new byte[32]), chart, () => false, Time.ToClock(), NullLogger<DeliveryWorker>.Instance);
        Watchdog = new Watchdog(Store, () => Settings, Rosters, () => LastEvaluation, WatchedParts);
        Worker.Attempted += Watchdog.Attempted;
    }

    public Instant? LastEvaluation { get; set; }

    private readonly HttpMessageInvoker http;
    private readonly IAlertChart chart;
    private readonly IWallScreens screens;
    private readonly TemporaryFolder folder = new();

    private sealed class FailingSink(DeliveryBench bench) : ITransitionSink
    {
        public void OnTransition(AlertTransition transition, Microsoft.Data.Sqlite.SqliteConnection connection, Microsoft.Data.Sqlite.SqliteTransaction transaction)
        {
            if (bench.SinkFailure is { } failure)
            {
                throw failure;
            }
        }
    }

    private sealed class FixedCatalogue : ICatalogueSource
    {
        public Catalogue Current => SomeCatalogue.Small;

        public event Action<Catalogue>? Changed
        {
            add { }
            remove { }
        }
    }
}
