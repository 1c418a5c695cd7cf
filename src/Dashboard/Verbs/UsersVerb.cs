using System.CommandLine;
using Tongbi.Dashboard.Operations;
using Tongbi.Dashboard.Security;

namespace Tongbi.Dashboard.Verbs;

/// <summary><c>users add|list|password</c>.</summary>
internal static class UsersVerb
{
    private const int ShortestPassword = 10;

    private static readonly Argument<string> Name = new("NAME") { Description = "Name to sign in with" };
    private static readonly Option<string> Scope = new("--scope") { Description = "Comma-separated: read:UNIT, read:*, ingest:SOURCE, admin (default read:*)", HelpName = "SCOPES" };
    private static readonly Option<bool> FromInput = new("--password-stdin") { Description = "Read the password from standard input; without this one is drawn and printed once" };

    /// <summary>The verb.</summary>
    public static Command Command()
    {
        Command add = new("add", "Make an account.") { Name, Scope, FromInput };
        add.SetAction(parsed => WithPassword(parsed, (store, name, password) => store.AddUser(name, password, ScopeList.Parse(parsed.GetValue(Scope) ?? "read:*"))));
        Command list = new("list", "List all accounts.");
        list.SetAction(List);
        Command password = new("password", "Set an account's password; its sessions end.") { Name, FromInput };
        password.SetAction(parsed => WithPassword(parsed, (store, name, secret) => store.SetPassword(name, secret)));
        return new Command("users", "Accounts of people.") { add, list, password };
    }

    private static void WithPassword(ParseResult parsed, Action<SecurityStore, string, string> change)
    {
        string name = parsed.GetRequiredValue(Name);
        bool given = parsed.GetValue(FromInput);
        string password = given ? Console.In.ReadLine() ?? "" : Secrets.NewPassword();
        if (password.Length < ShortestPassword)
        {
            throw new OperatorException($"The password must have at least {ShortestPassword} characters.");
        }

        using SecurityStore store = Open(parsed);
        change(store, name, password);
        if (!given)
        {
            Console.Error.WriteLine($"Password of {name}, shown this once:");
            Console.Out.WriteLine(password);
        }
    }

    private static void List(ParseResult parsed)
    {
        using SecurityStore store = Open(parsed);
        foreach (UserAccount user in store.Users())
        {
            Console.Out.WriteLine($"{user.Name,-24}  {string.Join(',', user.Scopes)}");
        }
    }

    private static SecurityStore Open(ParseResult parsed) =>
        SecurityStore.Open(DataDirectory.OpenExisting(CommonOptions.Resolve(parsed).Data).SecurityFile, TimeProvider.System);
}
