namespace Tongbi.Dashboard.Security;

/// <summary>Names of the authorization policies.</summary>
public static class Policies
{
    /// <summary>May read figures of some unit: <c>admin</c>, <c>read:*</c> or <c>read:&lt;unit&gt;</c>.</summary>
    public const string Read = "read";

    /// <summary>Administers.</summary>
    public const string Admin = "admin";
}
