using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using Tongbi.Collector.Ingest;
using Tongbi.Collector.Ledger;

namespace Tongbi.Collector.Sources.Database;

/// <summary>Tells what an exception means, by types and SQLSTATE alone: messages of engines may repeat values, and so never go anywhere.</summary>
internal static class PullFaults
{
    /// <summary>What is told of an exception.</summary>
    public static PullFault Of(Exception failure) => failure switch
    {
        PullException ours => ours.Fault,
        OperationCanceledException or TimeoutException => Timeout,
        LedgerUnavailableException => new("ledger_unavailable", "The ledger cannot take records now; see the server's log."),
        BodyException or BodyTooLargeException => new("bad_rows", "A row cannot be written as a record; narrow the columns of the query."),
        DbException { SqlState: { Length: 5 } state } => OfState(state),
        DbException or SocketException or IOException when InChain(failure, inner => inner is TimeoutException) => Timeout,
        NpgsqlException or SocketException or IOException => new("connection_failed", "The database cannot be reached or the connection broke; check address, network and server."),
        DbException other => new("database_error", $"The database cannot be reached or refuses the statement ({other.GetType().Name}, error {NumberOf(other)}); look the number up in its documentation."),
        _ => new("internal", $"The pull failed unexpectedly ({failure.GetType().Name}); see the documentation of the provider."),
    };

    private static PullFault OfState(string state) => state switch
    {
        "57014" => Timeout,
        "42703" => new("missing_column", "The database has no such column (SQLSTATE 42703); correct the query."),
        "42P01" => new("missing_table", "The database has no such table or view (SQLSTATE 42P01); correct the query."),
        "42501" => new("no_rights", "The account has no right to read this (SQLSTATE 42501); grant it SELECT."),
        "25006" => new("read_only", "The statement would write, and a pull only reads (SQLSTATE 25006); correct the query."),
        _ => state[..2] switch
        {
            "28" => new PullFault("credentials", $"The database refuses the account or its password (SQLSTATE {state}); correct the connection string."),
            "08" => new PullFault("connection_failed", $"The connection broke (SQLSTATE {state}); check network and server."),
            "57" => new PullFault("interrupted", $"The database is stopping or starting (SQLSTATE {state}); the pull tries again."),
            "53" => new PullFault("overloaded", $"The database has no room for another connection (SQLSTATE {state}); the pull tries again."),
            "40" => new PullFault("interrupted", $"The database broke the transaction off (SQLSTATE {state}); the pull tries again."),
            "3D" => new PullFault("missing_database", $"There is no such database (SQLSTATE {state}); correct the connection string."),
            _ => new PullFault("bad_statement", $"The database refuses the statement (SQLSTATE {state}); try it in the database's own client."),
        },
    };

    // The engine's own number, where its provider tells one beside the standard's.
    private static string NumberOf(DbException failure) =>
        Convert.ToString((failure.GetType().GetProperty("Number") ?? failure.GetType().GetProperty("SqliteErrorCode"))?.GetValue(failure) ?? failure.ErrorCode, CultureInfo.InvariantCulture) ?? "";

    private static bool InChain(Exception failure, Func<Exception, bool> isMeant)
    {
        for (Exception? inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (isMeant(inner))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly PullFault Timeout = new("timeout", "The statement took longer than its timeout; give it more time, a smaller batch, or an index on the watermark column.");
}
