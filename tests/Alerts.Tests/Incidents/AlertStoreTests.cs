using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Tongbi.Alerts.Incidents;
using Tongbi.Testing;

namespace Tongbi.Alerts.Tests.Incidents;

/// <summary>Alerts, their steps and what hangs on them are committed together or not at all, and are there after a restart.</summary>
public sealed class AlertStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Step_ComesBackAsItWas_AlsoAfterReopening()
    {
        AlertTransition added;
        using (AlertStore store = Open())
        {
            added = store.Write(session => session.Add(SomeAlert.Fired()));
            Assert.Equal([added.Alert], store.OpenAlerts.Values);
        }

        using AlertStore again = Open();
        Assert.Equal(added, Assert.Single(again.History(added.AlertId)));
        Assert.Equal(added, again.FindTransition(added.Number));
        Assert.Equal(added.Alert, again.OpenAlerts[new AlertKey("some", "N", "admin/gambling")]);
        Assert.Null(again.Find("nonsense"));
        Assert.Null(again.Find("999"));
    }

    [Fact]
    public void SecondOpenAlert_OfOneKey_IsImpossible()
    {
        using AlertStore store = Open();
        store.Write(session => session.Add(SomeAlert.Fired()));
        Assert.Throws<SqliteException>(() => store.Write(session => session.Add(SomeAlert.Fired())));
        store.Write(session => session.Add(SomeAlert.Resolved(store.OpenAlerts.Values.Single())));
        Assert.Empty(store.OpenAlerts);
        store.Write(session => session.Add(SomeAlert.Fired()));
        Assert.Equal(["2", "1"], store.List(new AlertQuery()).Select(alert => alert.Id));
    }

    [Fact]
    public void Sink_WritesInTheSameTransaction()
    {
        Notes notes = new();
        using AlertStore store = Open(notes);
        AlertTransition fired = store.Write(session => session.Add(SomeAlert.Fired()));
        Assert.Equal([fired.Number], Notes.Read(store));

        notes.Fails = true;
        Assert.Throws<InvalidOperationException>(() => store.Write(session => session.Add(SomeAlert.Fired("S"))));
        Assert.Single(store.OpenAlerts);
        Assert.Single(store.List(new AlertQuery()));
        Assert.Equal([fired.Number], Notes.Read(store));
    }

    [Fact]
    public void Committed_IsRaisedInOrder_AndOnlyAfterACommit()
    {
        List<long> told = [];
        using AlertStore store = Open();
        store.Committed += steps => told.AddRange(steps.Select(step => step.Number));
        store.Write(session =>
        {
            session.Add(SomeAlert.Fired("N"));
            session.Add(SomeAlert.Fired("S"));
        });
        Assert.Throws<InvalidOperationException>(() => store.Write(session =>
        {
            session.Add(SomeAlert.Fired("NP"));
            throw new InvalidOperationException("cut");
        }));
        Assert.Equal([1L, 2L], told);
    }

    [Fact]
    public void Drop_ForgetsAPendingAlert_ButNoOther()
    {
        using AlertStore store = Open();
        AlertTransition fired = SomeAlert.Fired();
        Alert pending = store.Write(session => session.Add(fired with { Alert = fired.Alert with { State = AlertState.Pending }, Kind = TransitionKind.Pending })).Alert;
        store.Write(session => session.Drop(pending));
        Assert.Empty(store.OpenAlerts);
        Assert.Empty(store.History(pending.Id));
        Alert firing = store.Write(session => session.Add(SomeAlert.Fired())).Alert;
        Assert.Throws<ArgumentException>(() => store.Write(session => session.Drop(firing)));
        Assert.NotEqual(pending.Id, firing.Id);
    }

    [Fact]
    public void List_RestrictsByStateSeverityRuleAndUnits()
    {
        using AlertStore store = Open();
        store.Write(session =>
        {
            session.Add(SomeAlert.Fired("N", Severity.Red));
            session.Add(SomeAlert.Fired("S", Severity.Blue));
            session.Add(SomeAlert.Fired("NP", Severity.Blue, "other"));
        });
        store.Write(session => session.Add(SomeAlert.Resolved(store.OpenAlerts.Values.Single(alert => alert.Labels.Unit == "S"))));
        Assert.Equal(["S"], Units(new AlertQuery(State: AlertState.Resolved)));
        Assert.Equal(["N"], Units(new AlertQuery(Severity: Severity.Red)));
        Assert.Equal(["NP"], Units(new AlertQuery(Rule: "other")));
        Assert.Equal(["NP", "N"], Units(new AlertQuery { Units = new HashSet<string> { "N", "NP" } }));
        Assert.Equal(["NP"], Units(new AlertQuery(Limit: 1)));

        IEnumerable<string> Units(AlertQuery query) => store.List(query).Select(alert => alert.Labels.Unit);
    }

    [Fact]
    public void Memory_IsKeptPerInstance_AndForgotten()
    {
        AlertKey key = new("some", "N", "");
        using (AlertStore store = Open())
        {
            store.Write(session => session.Remember(key, "1 2 3"));
            store.Write(session => session.Remember(key, "4 5 6"));
            store.Write(session => session.MarkAlive(SomeAlert.At));
        }

        using AlertStore again = Open();
        Assert.Equal("4 5 6", again.Memories()[key]);
        Assert.Equal(SomeAlert.At, again.AliveAt());
        again.Write(session => session.Remember(key, null));
        Assert.Empty(again.Memories());
    }

    [Fact]
    public void Desk_PutsEveryActOnRecord_WithNameNoteAndTime()
    {
        using AlertStore store = Open();
        FakeTimeProvider time = new(SomeAlert.At.ToDateTimeOffset());
        AlertDesk desk = new(store, time);
        string id = store.Write(session => session.Add(SomeAlert.Fired())).AlertId;

        Assert.Equal("li", desk.Acknowledge(id, "li", "在处理").Step?.Alert.AcknowledgedBy);
        Assert.Equal(DeskRefusal.AlreadyAcknowledged, desk.Acknowledge(id, "wang", null).Refusal);
        Assert.Equal(DeskRefusal.StillFiring, desk.Clear(id, "li", null, force: false).Refusal);
        Assert.Equal(TransitionKind.Feedback, desk.GiveFeedback(id, "li", "已核实").Step?.Kind);
        AlertTransition? closed = desk.CallFalse(id, "li", "数据补录所致").Step;
        Assert.Equal((AlertState.Resolved, AlertDisposition.FalseAlarm), (closed?.ToState, closed?.Alert.Disposition));
        Assert.Equal(DeskRefusal.AlreadyClosed, desk.Clear(id, "li", null, force: true).Refusal);
        Assert.Equal(DeskRefusal.UnknownAlert, desk.Acknowledge("77", "li", null).Refusal);
        Assert.Empty(store.OpenAlerts);
        Assert.Equal(
            ["Fired//", "Acknowledged/li/在处理", "Feedback/li/已核实", "FalseAlarm/li/数据补录所致"],
            store.History(id).Select(step => $"{step.Kind}/{step.Actor}/{step.Comment}"));
    }

    [Fact]
    public void ResolvedAlert_ThatIsAcknowledgedLater_LeavesItsSuccessorAlone()
    {
        using AlertStore store = Open();
        Alert first = store.Write(session => session.Add(SomeAlert.Fired())).Alert;
        store.Write(session => session.Add(SomeAlert.Resolved(first)));
        Alert second = store.Write(session => session.Add(SomeAlert.Fired())).Alert;
        Assert.NotNull(new AlertDesk(store, new FakeTimeProvider(SomeAlert.At.ToDateTimeOffset())).Acknowledge(first.Id, "li", null).Step);
        Assert.Equal(second.Id, Assert.Single(store.OpenAlerts.Values).Id);
    }

    [Fact]
    public void FileOfANewerProgram_IsRefused()
    {
        Open().Dispose();
        using (SqliteConnection connection = new($"Data Source={folder.File("alerts.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE schema_part SET version = 99";
            command.ExecuteNonQuery();
        }

        Assert.Contains("newer Tongbi", Assert.Throws<AlertStoreException>(() => Open()).Message, StringComparison.Ordinal);
    }

    private AlertStore Open(Notes? notes = null) => AlertStore.Open(folder.File("alerts.db"), notes is null ? [] : [notes], notes is null ? [] : [notes]);

    /// <summary>Another capability: a table of its own, written with each step.</summary>
    private sealed class Notes : IAlertSchemaPart, ITransitionSink
    {
        public string Name => "notes";

        public IReadOnlyList<string> Migrations { get; } = ["CREATE TABLE note(number INTEGER NOT NULL) STRICT"];

        public bool Fails { get; set; }

        public void OnTransition(AlertTransition transition, SqliteConnection connection, SqliteTransaction transaction)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO note(number) VALUES ($1)";
            command.Parameters.AddWithValue("$1", transition.Number);
            command.ExecuteNonQuery();
            if (Fails)
            {
                throw new InvalidOperationException("cut");
            }
        }

        public static List<long> Read(AlertStore store) => store.Read(connection =>
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT number FROM note ORDER BY number";
            using SqliteDataReader row = command.ExecuteReader();
            List<long> numbers = [];
            while (row.Read())
            {
                numbers.Add(row.GetInt64(0));
            }

            return numbers;
        });
    }
}
