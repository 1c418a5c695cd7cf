using Microsoft.Data.Sqlite;

namespace Tongbi.Alerts.Incidents;

/// <summary>Takes part in the transaction that commits a transition: what it writes is there exactly if the transition is.</summary>
public interface ITransitionSink
{
    /// <summary>
    /// Called for every transition, pending ones included, before the commit, by the single writer and in the order of the numbers. No I/O
    /// but through the connection. What it throws undoes the whole transaction.
    /// </summary>
    void OnTransition(AlertTransition transition, SqliteConnection connection, SqliteTransaction transaction);
}
