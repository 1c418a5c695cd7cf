using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Tongbi.Dashboard.Operations;

namespace Tongbi.Dashboard.Security;

/// <summary>
/// Users, keys and devices in a SQLite file of their own. Several processes may open it: what a verb changes is in force in the running
/// server with the next request (SQLite's <c>data_version</c> tells). Secrets are stored as fingerprints only. Thread-safe.
/// </summary>
public sealed class SecurityStore : IDisposable
{
    private const int SchemaVersion = 2;
    private static readonly TimeSpan LastUseGrain = TimeSpan.FromHours(1);

    private readonly SqliteConnection connection;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly PasswordHasher<string> hasher = new();
    private readonly ConcurrentDictionary<string, ApiKey> processKeys = new(StringComparer.Ordinal);
    private readonly string strangerHash;
    private SecuritySnapshot? snapshot;
    private long snapshotVersion;

    private SecurityStore(SqliteConnection connection, TimeProvider time)
    {
        this.connection = connection;
        this.time = time;
        strangerHash = hasher.HashPassword("", Secrets.NewPassword());
    }

    /// <summary>Opens the file, making it (mode 0600) or bringing it to this version's schema.</summary>
    /// <exception cref="OperatorException">It cannot be opened, or a newer program has written it.</exception>
    public static SecurityStore Open(string path, TimeProvider time)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            if (!OperatingSystem.IsWindows() && !File.Exists(path))
            {
                File.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
            }

            connection.Open();
            SecurityStore store = new(connection, time);
            store.Migrate(path);
            return store;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            connection.Dispose();
            throw new OperatorException($"The user store {path} cannot be opened: {error.Message}", error);
        }
        catch (OperatorException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>All accounts, by name.</summary>
    public IReadOnlyList<UserAccount> Users() => [.. Current().Users.Values.OrderBy(user => user.Name, StringComparer.Ordinal)];

    /// <summary>All stored keys, oldest first, revoked and expired ones included.</summary>
    public IReadOnlyList<ApiKey> Keys() => [.. Current().Keys.Values.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];

    /// <summary>All devices, oldest first, revoked ones included.</summary>
    public IReadOnlyList<Device> Devices() => [.. Current().Devices.Values.OrderBy(device => device.CreatedAt).ThenBy(device => device.Id, StringComparer.Ordinal)];

    /// <summary>The account of this name, or null.</summary>
    public UserAccount? FindUser(string name) => Current().Users.GetValueOrDefault(name);

    /// <summary>The key with this secret if it is valid now, its use noted; else null.</summary>
    public ApiKey? FindValidKey(string secret)
    {
        string fingerprint = Secrets.Fingerprint(secret);
        DateTimeOffset now = time.GetUtcNow();
        if (processKeys.TryGetValue(fingerprint, out ApiKey? key))
        {
            return key;
        }

        key = Current().Keys.GetValueOrDefault(fingerprint);
        if (key is null || !key.IsValidAt(now))
        {
            return null;
        }

        if (key.LastUsedAt is null || now - key.LastUsedAt >= LastUseGrain)
        {
            NoteUse(key.Id, now);
        }

        return key;
    }

    /// <summary>The device with this token unless it was revoked; else null.</summary>
    public Device? FindValidDevice(string token) =>
        Current().Devices.GetValueOrDefault(Secrets.Fingerprint(token)) is { RevokedAt: null } device ? device : null;

    /// <summary>The account if name and password fit, else null. Takes about as long for a name that does not exist.</summary>
    public UserAccount? CheckPassword(string name, string password)
    {
        UserAccount? user = FindUser(name);
        PasswordVerificationResult result = hasher.VerifyHashedPassword(name, user?.PasswordHash ?? strangerHash, password);
        return result == PasswordVerificationResult.Failed ? null : user;
    }

    /// <summary>Makes an account.</summary>
    /// <exception cref="OperatorException">The name is taken or not fit for one.</exception>
    public void AddUser(string name, string password, IReadOnlyList<string> scopes)
    {
        if (name.Length is 0 or > 64 || name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            throw new OperatorException($"The user name \"{name}\" must have 1 to 64 characters and no spaces.");
        }

        if (Execute("INSERT INTO user (name, password_hash, scopes, stamp, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", name, hasher.HashPassword(name, password), string.Join(' ', scopes), Secrets.NewId(""), Now()) == 0)
        {
            throw new OperatorException($"There is a user \"{name}\" already; change the password with `users password {name}`.");
        }
    }

    /// <summary>Sets a password; every session of the account ends.</summary>
    /// <exception cref="OperatorException">There is no such account.</exception>
    public void SetPassword(string name, string password)
    {
        if (Execute("UPDATE user SET password_hash = $2, stamp = $3 WHERE name = $1", name, hasher.HashPassword(name, password), Secrets.NewId("")) == 0)
        {
            throw new OperatorException($"There is no user \"{name}\"; `users list` shows those there are.");
        }
    }

    /// <summary>Makes a key; the secret is given this once and cannot be had again.</summary>
    public (ApiKey Key, string Secret) AddKey(string name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt)
    {
        string secret = Secrets.NewToken("tbk_");
        ApiKey key = new(Secrets.NewId("k"), name, scopes, time.GetUtcNow(), expiresAt, null, null);
        Execute("INSERT INTO api_key (id, name, fingerprint, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)", key.Id, name, Secrets.Fingerprint(secret), string.Join(' ', scopes), key.CreatedAt.ToUnixTimeSeconds(), expiresAt?.ToUnixTimeSeconds());
        return (key, secret);
    }

    /// <summary>Makes a key that this process alone knows and that is gone with it: for the program's own callers of its public endpoints.</summary>
    public string AddProcessKey(string name, IReadOnlyList<string> scopes)
    {
        string secret = Secrets.NewToken("tbp_");
        processKeys[Secrets.Fingerprint(secret)] = new ApiKey(name, name, scopes, time.GetUtcNow(), null, null, null);
        return secret;
    }

    /// <summary>Revokes a key at once and for good.</summary>
    /// <returns>False if there is none of this id that was still in force.</returns>
    public bool RevokeKey(string id) => Execute("UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, Now()) == 1;

    /// <summary>Makes a device for one screen; the token is given this once and cannot be had again.</summary>
    public (Device Device, string Token) AddDevice(string name, string wall, string unit)
    {
        string token = Secrets.NewToken("tbd_");
        Device device = new(Secrets.NewId("d"), wall, unit, time.GetUtcNow(), null) { Name = name };
        Execute("INSERT INTO device (id, wall, unit, fingerprint, created_at, name) VALUES ($1, $2, $3, $4, $5, $6)", device.Id, wall, unit, Secrets.Fingerprint(token), device.CreatedAt.ToUnixTimeSeconds(), name);
        return (device, token);
    }

    /// <summary>Names a device, or gives it another wall.</summary>
    public void ChangeDevice(string id, string name, string wall) => Execute("UPDATE device SET name = $2, wall = $3 WHERE id = $1", id, name, wall);

    /// <summary>Revokes a device's token at once and for good.</summary>
    /// <returns>False if there is none of this id that was still in force.</returns>
    public bool RevokeDevice(string id) => Execute("UPDATE device SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, Now()) == 1;

    /// <summary>Notes that a device's screen told of itself.</summary>
    public void NoteSeen(string id, DateTimeOffset at)
    {
        try
        {
            Execute("UPDATE device SET last_seen_at = $2 WHERE id = $1", id, at.ToUnixTimeSeconds());
        }
        catch (SqliteException)
        {
            // A full disk must not take a screen down; the next report tries again.
        }
    }

    /// <summary>
    /// Makes the credentials of a first start, all or none: if an account exists already, nothing is done.
    /// </summary>
    /// <returns>False if there was an account.</returns>
    internal bool TryAddFirstCredentials(FirstRunCredentials first)
    {
        lock (gate)
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            using SqliteCommand count = Command("SELECT count(*) FROM user");
            if ((long)count.ExecuteScalar()! != 0) // count(*) is never null
            {
                return false;
            }

            long now = Now();
            using SqliteCommand user = Command("INSERT INTO user (name, password_hash, scopes, stamp, created_at) VALUES ($1, $2, 'admin', $3, $4)", first.AdminUser, hasher.HashPassword(first.AdminUser, first.AdminPassword), Secrets.NewId(""), now);
            user.ExecuteNonQuery();
            foreach ((string name, string secret, string scopes) in new[] { ("first-run admin", first.AdminKey, Scopes.Admin), ("first-run ingest", first.IngestKey, "ingest:*") })
            {
                using SqliteCommand key = Command("INSERT INTO api_key (id, name, fingerprint, scopes, created_at) VALUES ($1, $2, $3, $4, $5)", Secrets.NewId("k"), name, Secrets.Fingerprint(secret), scopes, now);
                key.ExecuteNonQuery();
            }

            using SqliteCommand device = Command("INSERT INTO device (id, wall, unit, fingerprint, created_at) VALUES ($1, $2, '*', $3, $4)", Secrets.NewId("d"), first.Wall, Secrets.Fingerprint(first.DeviceToken), now);
            device.ExecuteNonQuery();
            transaction.Commit();
            snapshot = null;
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private SecuritySnapshot Current()
    {
        lock (gate)
        {
            using SqliteCommand command = Command("PRAGMA data_version");
            long version = (long)command.ExecuteScalar()!; // the pragma always answers
            if (snapshot is null || version != snapshotVersion)
            {
                snapshot = Load();
                snapshotVersion = version;
            }

            return snapshot;
        }
    }

    private SecuritySnapshot Load()
    {
        Dictionary<string, UserAccount> users = new(StringComparer.Ordinal);
        Dictionary<string, ApiKey> keys = new(StringComparer.Ordinal);
        Dictionary<string, Device> devices = new(StringComparer.Ordinal);
        using (SqliteCommand command = Command("SELECT name, password_hash, scopes, stamp, created_at FROM user"))
        using (SqliteDataReader row = command.ExecuteReader())
        {
            while (row.Read())
            {
                users[row.GetString(0)] = new UserAccount(row.GetString(0), row.GetString(1), SplitScopes(row.GetString(2)), row.GetString(3), Instant(row, 4));
            }
        }

        using (SqliteCommand command = Command("SELECT fingerprint, id, name, scopes, created_at, expires_at, revoked_at, last_used_at FROM api_key"))
        using (SqliteDataReader row = command.ExecuteReader())
        {
            while (row.Read())
            {
                keys[row.GetString(0)] = new ApiKey(row.GetString(1), row.GetString(2), SplitScopes(row.GetString(3)), Instant(row, 4), OptionalInstant(row, 5), OptionalInstant(row, 6), OptionalInstant(row, 7));
            }
        }

        using (SqliteCommand command = Command("SELECT fingerprint, id, wall, unit, created_at, revoked_at, name, last_seen_at FROM device"))
        using (SqliteDataReader row = command.ExecuteReader())
        {
            while (row.Read())
            {
                devices[row.GetString(0)] = new Device(row.GetString(1), row.GetString(2), row.GetString(3), Instant(row, 4), OptionalInstant(row, 5))
                {
                    Name = row.IsDBNull(6) ? null : row.GetString(6),
                    LastSeenAt = OptionalInstant(row, 7),
                };
            }
        }

        return new SecuritySnapshot(users.ToFrozenDictionary(StringComparer.Ordinal), keys.ToFrozenDictionary(StringComparer.Ordinal), devices.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private void NoteUse(string id, DateTimeOffset now)
    {
        try
        {
            Execute("UPDATE api_key SET last_used_at = $2 WHERE id = $1", id, now.ToUnixTimeSeconds() / 3600 * 3600);
        }
        catch (SqliteException)
        {
            // A full disk must not lock a valid caller out; the next use tries again.
        }
    }

    private int Execute(string sql, params object?[] values)
    {
        lock (gate)
        {
            using SqliteCommand command = Command(sql, values);
            int rows = command.ExecuteNonQuery();
            snapshot = null; // data_version tells of others' writes only
            return rows;
        }
    }

    private SqliteCommand Command(string sql, params object?[] values)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Every caller passes a constant; the values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue("$" + (index + 1).ToString(CultureInfo.InvariantCulture), values[index] ?? DBNull.Value);
        }

        return command;
    }

    private void Migrate(string path)
    {
        using SqliteCommand read = Command("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA user_version");
        using SqliteDataReader reader = read.ExecuteReader();
        reader.NextResult();
        long found = reader.Read() ? reader.GetInt64(0) : 0;
        reader.Close();
        if (found > SchemaVersion)
        {
            throw new OperatorException($"The user store {path} was written by a newer version of the program (schema {found}, this one knows {SchemaVersion}); start that one.");
        }

        // Idempotent, so two processes may make the file at once.
        Execute("""
            CREATE TABLE IF NOT EXISTS user (name TEXT PRIMARY KEY, password_hash TEXT NOT NULL, scopes TEXT NOT NULL, stamp TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS api_key (id TEXT PRIMARY KEY, name TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER, revoked_at INTEGER, last_used_at INTEGER) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS device (id TEXT PRIMARY KEY, wall TEXT NOT NULL, unit TEXT NOT NULL, fingerprint TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, revoked_at INTEGER) STRICT, WITHOUT ROWID;
            """);
        AddColumn("device", "name", "TEXT");
        AddColumn("device", "last_seen_at", "INTEGER");
        Execute("PRAGMA user_version = 2");
    }

    /// <summary>Adds a column unless another process was faster.</summary>
    private void AddColumn(string table, string column, string type)
    {
        using SqliteCommand look = Command("SELECT count(*) FROM pragma_table_info($1) WHERE name = $2", table, column);
        if ((long)look.ExecuteScalar()! != 0) // count(*) is never null
        {
            return;
        }

        try
        {
            Execute($"ALTER TABLE {table} ADD COLUMN {column} {type}");
        }
        catch (SqliteException failure) when (failure.Message.Contains("duplicate column", StringComparison.Ordinal))
        {
            // Made between the look and the change.
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();

    private static string[] SplitScopes(string stored) => stored.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static DateTimeOffset Instant(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(column));

    private static DateTimeOffset? OptionalInstant(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Instant(row, column);
}
