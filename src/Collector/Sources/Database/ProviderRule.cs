namespace Tongbi.Collector.Sources.Database;

/// <summary>Which ADO.NET provider a pull uses.</summary>
/// <param name="Assembly">File of the provider's assembly; null for the built-in PostgreSQL.</param>
/// <param name="Factory">Full name of its <see cref="System.Data.Common.DbProviderFactory"/>; empty for the built-in.</param>
/// <param name="Session">Statements that are run on every connection before the pull, e.g. to make it read-only.</param>
/// <param name="HasTransaction">Whether the statement runs in a transaction that is rolled back: some engines take a lock for one.</param>
/// <param name="Parameters">How the engine marks parameters: <c>@</c>, <c>:</c> or <c>?</c>.</param>
public sealed record ProviderRule(string? Assembly, string Factory, IReadOnlyList<string> Session, bool HasTransaction, char Parameters)
{
    /// <summary>The built-in PostgreSQL.</summary>
    public static ProviderRule Postgres { get; } = new(null, "", [], true, '@');

    /// <summary>What to call it in answers.</summary>
    public string Name => Assembly is null ? "postgres" : Factory;

    /// <summary>Records compare lists by reference; what a pull does depends on what they say.</summary>
    public bool Equals(ProviderRule? other) =>
        other is not null && Assembly == other.Assembly && Factory == other.Factory && HasTransaction == other.HasTransaction && Parameters == other.Parameters && Session.SequenceEqual(other.Session);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Assembly, Factory, Parameters);
}
