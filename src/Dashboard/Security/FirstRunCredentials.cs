namespace Tongbi.Dashboard.Security;

/// <summary>Everything that a first start makes and shows once.</summary>
/// <param name="AdminUser">Name of the administrator.</param>
/// <param name="AdminPassword">Its password.</param>
/// <param name="AdminKey">Key with the scope <c>admin</c>.</param>
/// <param name="IngestKey">Key with the scope <c>ingest:*</c>; reads nothing.</param>
/// <param name="Wall">The default wall.</param>
/// <param name="DeviceToken">Token of the device whose link opens it.</param>
internal sealed record FirstRunCredentials(string AdminUser, string AdminPassword, string AdminKey, string IngestKey, string Wall, string DeviceToken)
{
    /// <summary>Draws a fresh set.</summary>
    public static FirstRunCredentials Draw() =>
        new("admin", Secrets.NewPassword(), Secrets.NewToken("tbk_"), Secrets.NewToken("tbk_"), "wall", Secrets.NewToken("tbd_"));
}
