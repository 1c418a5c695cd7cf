using System.CommandLine;
using System.Globalization;
using Tongbi.Collector.Catalog;
using Tongbi.Collector.Configuration;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>keys add|list|revoke</c>; in force in a running server with the next request.</summary>
internal static class KeysVerb
{
    private static readonly Option<string> Name = new("--name") { Description = "What the key is for", HelpName = "NAME", Required = true };
    private static readonly Option<string> Scope = new("--scope") { Description = "Comma-separated: ingest:SOURCE, ingest:*, read:UNIT, read:*, admin", HelpName = "SCOPES", Required = true };
    private static readonly Option<string> Expires = new("--expires") { Description = "Date from which the key is worthless, e.g. 2027-01-01 (UTC)", HelpName = "DATE" };
    private static readonly Argument<string> Id = new("ID") { Description = "Id as `keys list` shows it" };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command add = new("add", "Make a key and print it once.") { Name, Scope, Expires };
        add.SetAction(Add);
        Command list = new("list", "List all keys, without their secrets.");
        list.SetAction(List);
        Command revoke = new("revoke", "Revoke a key at once and for good.") { Id };
        revoke.SetAction(Revoke);
        return new Command("keys", "Keys of programs.") { add, list, revoke };
    }

    private static void Add(ParseResult parsed)
    {
        IReadOnlyList<string> scopes = ScopeList.Parse(parsed.GetRequiredValue(Scope));
        WarnOfUnknown(parsed, scopes);
        DateTimeOffset? expires = parsed.GetValue(Expires) is { } date ? ExpiryDate.Parse(date) : null;
        using SecurityStore store = Open(parsed);
        (ApiKey key, string secret) = store.AddKey(parsed.GetRequiredValue(Name), scopes, expires);
        Console.Error.WriteLine($"Key {key.Id} ({string.Join(", ", key.Scopes)}), shown this once:");
        Console.Out.WriteLine(secret);
    }

    /// <summary>Only a warning: the server may run with another configuration than this command was given.</summary>
    private static void WarnOfUnknown(ParseResult parsed, IReadOnlyList<string> scopes)
    {
        try
        {
            ScopeList.CheckAgainst(CatalogueLoader.Load(new ConfigDirectory(CommonOptions.Resolve(parsed).Config).CatalogueFile), scopes);
        }
        catch (Exception mistake) when (mistake is OperatorException or ConfigurationException)
        {
            Console.Error.WriteLine($"tongbi: warning: {mistake.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void List(ParseResult parsed)
    {
        using SecurityStore store = Open(parsed);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        foreach (ApiKey key in store.Keys())
        {
            string state = key.RevokedAt is not null ? "revoked" : key.IsValidAt(now) ? "valid" : "expired";
            string used = key.LastUsedAt?.ToString("yyyy-MM-dd HH'h'", CultureInfo.InvariantCulture) ?? "never used";
            Console.Out.WriteLine($"{key.Id}  {state,-7}  {used,-14}  {string.Join(',', key.Scopes),-32}  {key.Name}");
        }
    }

    private static void Revoke(ParseResult parsed)
    {
        string id = parsed.GetRequiredValue(Id);
        using SecurityStore store = Open(parsed);
        if (!store.RevokeKey(id))
        {
            throw new OperatorException($"There is no key \"{id}\" in force; `keys list` shows those there are.");
        }

        Console.Error.WriteLine($"Key {id} is revoked.");
    }

    private static SecurityStore Open(ParseResult parsed) =>
        SecurityStore.Open(DataDirectory.OpenExisting(CommonOptions.Resolve(parsed).Data).SecurityFile, TimeProvider.System);
}
