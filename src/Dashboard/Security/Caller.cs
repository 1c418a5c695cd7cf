using System.Security.Claims;

namespace Tongbi.Dashboard.Security;

/// <summary>Turns an account, a key or a device into the principal that every endpoint judges by, whatever the way of signing in.</summary>
public static class Caller
{
    /// <summary>Authentication type of a person's session.</summary>
    public const string Session = "session";

    /// <summary>Authentication type of a program's key.</summary>
    public const string Key = "key";

    /// <summary>Authentication type of a screen.</summary>
    public const string Device = "device";

    /// <summary>Claim type of the account's stamp.</summary>
    internal const string StampClaim = "tongbi:stamp";

    /// <summary>Claim that marks credentials which a browser attaches by itself; unsafe requests with them must come from our own pages.</summary>
    internal const string AmbientClaim = "tongbi:ambient";

    /// <summary>Who it is, for records: the account's name, <c>key:&lt;id&gt;</c> or <c>device:&lt;id&gt;</c>; never a secret.</summary>
    public static string ActorName(this ClaimsPrincipal caller) => caller.Identity?.Name ?? "";

    /// <summary>Id of the device, if it is a screen; else null.</summary>
    public static string? DeviceId(this ClaimsPrincipal caller) =>
        caller.Identity is { AuthenticationType: Device, Name: { } name } && name.StartsWith("device:", StringComparison.Ordinal) ? name["device:".Length..] : null;

    /// <summary>A person.</summary>
    internal static ClaimsPrincipal Of(UserAccount user) =>
        Make(Session, user.Name, user.Scopes, new Claim(StampClaim, user.Stamp), new Claim(AmbientClaim, ""));

    /// <summary>A program.</summary>
    internal static ClaimsPrincipal Of(ApiKey key, bool ambient) =>
        Make(Key, "key:" + key.Id, key.Scopes, ambient ? [new Claim(AmbientClaim, "")] : []);

    /// <summary>A screen.</summary>
    internal static ClaimsPrincipal Of(Device device) =>
        Make(Device, "device:" + device.Id, ["read:" + device.Unit], new Claim(AmbientClaim, ""));

    private static ClaimsPrincipal Make(string kind, string name, IReadOnlyList<string> scopes, params Claim[] more)
    {
        IEnumerable<Claim> claims = [new Claim(ClaimTypes.Name, name), .. scopes.Select(scope => new Claim(Scopes.ClaimType, scope)), .. more];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, kind));
    }
}
