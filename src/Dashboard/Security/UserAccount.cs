namespace Tongbi.Dashboard.Security;

/// <summary>A person who may sign in.</summary>
/// <param name="Name">Name to sign in with.</param>
/// <param name="PasswordHash">PBKDF2, in the format of ASP.NET Core Identity.</param>
/// <param name="Scopes">What the person may do.</param>
/// <param name="Stamp">Changes with the password; a session that carries another one is over.</param>
/// <param name="CreatedAt">When the account was made.</param>
public sealed record UserAccount(string Name, string PasswordHash, IReadOnlyList<string> Scopes, string Stamp, DateTimeOffset CreatedAt);
