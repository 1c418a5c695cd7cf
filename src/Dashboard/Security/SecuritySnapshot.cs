using System.Collections.Frozen;

namespace Tongbi.Dashboard.Security;

/// <summary>All accounts, keys and devices as last read: what a request is judged by without a query.</summary>
/// <param name="Users">By name.</param>
/// <param name="Keys">By fingerprint of the secret.</param>
/// <param name="Devices">By fingerprint of the token.</param>
internal sealed record SecuritySnapshot(
    FrozenDictionary<string, UserAccount> Users,
    FrozenDictionary<string, ApiKey> Keys,
    FrozenDictionary<string, Device> Devices);
