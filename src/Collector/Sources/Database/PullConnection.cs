using System.Data;
using System.Data.Common;
using Npgsql;

namespace Tongbi.Collector.Sources.Database;

/// <summary>One connection to a source's database, held for one run. Where there is a transaction it ends in a rollback, whatever a statement does.</summary>
internal sealed class PullConnection : IAsyncDisposable
{
    private PullConnection(PullDefinition pull, DbConnection connection)
    {
        this.pull = pull;
        this.connection = connection;
    }

    /// <summary>Opens it and makes the session what it is to be.</summary>
    /// <exception cref="PullException">Secret, provider or connection string are not usable.</exception>
    public static async Task<PullConnection> OpenAsync(PullDefinition pull, ProviderLoader providers, CancellationToken cancellationToken)
    {
        DbConnection connection = providers.Load(pull.Provider).CreateConnection() ?? throw new PullException("provider", "The provider makes no connections; correct provider.factory.");
        try
        {
            Configure(connection, pull);
            await connection.OpenAsync(cancellationToken);
            foreach (string statement in pull.Provider.Session)
            {
                await using DbCommand command = connection.CreateCommand();
                command.CommandText = statement;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return new PullConnection(pull, connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the statement in a transaction of its own that cannot write, and hands its rows over as they come.</summary>
    public async Task ReadAsync(Watermark since, Watermark until, long limit, Func<DbDataReader, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        await using DbTransaction? transaction = pull.Provider.HasTransaction ? await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken) : null;
        if (pull.Provider.Assembly is null)
        {
            // The server keeps the time too: it ends statements of clients that are gone.
            await using DbCommand guard = Command(transaction, FormattableString.Invariant($"SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = {(long)pull.Timeout.TotalMilliseconds}"));
            await guard.ExecuteNonQueryAsync(cancellationToken);
        }

        (string text, IReadOnlyList<string> parameters) = pull.Query.For(pull.Provider.Parameters);
        await using (DbCommand command = Command(transaction, text))
        {
            foreach (string name in parameters)
            {
                Add(command, name, name switch { SqlText.Since => since.ToParameter(), SqlText.Until => until.ToParameter(), _ => limit });
            }

            await using DbDataReader reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken);
            await read(reader, cancellationToken);
        }

        if (transaction is not null)
        {
            await transaction.RollbackAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static void Configure(DbConnection connection, PullDefinition pull)
    {
        string secret;
        try
        {
            secret = pull.Connection.Reveal();
        }
        catch (InvalidOperationException missing)
        {
            throw new PullException("secret", missing.Message);
        }

        try
        {
            connection.ConnectionString = pull.Provider.Assembly is null ? new NpgsqlConnectionStringBuilder(secret) { Pooling = false }.ConnectionString : secret;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            // The provider's words may repeat what stands in it.
            throw new PullException("connection_string", $"The connection string in {pull.Connection} is not one of this provider; correct it there.");
        }
    }

    private DbCommand Command(DbTransaction? transaction, string text)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        command.CommandTimeout = (int)Math.Ceiling(pull.Timeout.TotalSeconds);

        // Oracle's provider goes by position unless told.
        command.GetType().GetProperty("BindByName")?.SetValue(command, true);
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private readonly PullDefinition pull;
    private readonly DbConnection connection;
}
